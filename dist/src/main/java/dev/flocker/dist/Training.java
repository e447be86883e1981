package dev.flocker.dist;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run that is done only to see what it loads: it looks at this machine, where the programs of a
 * node print what was recorded on real ones, and knocks at a port where nobody listens. It writes
 * nothing on disks.
 */
final class Training {

  /** What a run says that has seen a node and planned. */
  private static final String PLANNED = "would change";

  static final String INVENTORY =
      """
      all:
        hosts:
          here: {ansible_connection: local, flocker_address: 127.0.0.1}
          nowhere: {ansible_host: 127.0.0.1, ansible_port: 1, flocker_address: 127.0.0.2}
      """;

  static final String PLAYBOOK =
      """
      - name: Training
        project: shop
        hosts: all
        vars: {tag: "1"}
        resources:
          - container:
              name: db
              on: here
              image: "db:{{tag}}"
              environment: {PASSWORD: secret}
              volumes: [{name: data, mountpoint: /data}]
              ports: [{internal: 5432, external: 5432}]
              health: {tcp: 5432, timeout: 30s}
          - volume: {name: data, quota: 1G}
          - container:
              name: web
              on: here
              image: "bb:1"
              supervisor: docker
              ports: [{internal: 80, external: 8080}]
          - link: {from: db, to: web, local_port: 80, remote_port: 80, alias: web}
      """;

  private Training() {}

  /**
   * @param sources the project's own directory
   * @param classes where the names of the loaded classes go
   */
  static void run(Path home, Path sources, String classPath, Path classes)
      throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("flocker-training");
    Files.writeString(work.resolve("inventory.yml"), INVENTORY);
    Files.writeString(work.resolve("playbook.yml"), PLAYBOOK);
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Tool.jdk().resolve("bin/java").toString(),
                    "-XX:DumpLoadedClassList=" + classes,
                    "-XX:+UseSerialGC",
                    ClassArchive.PLAIN_REFLECTION,
                    "-Dflocker.home=" + home,
                    "-cp",
                    classPath,
                    "dev.flocker.cli.main.Flocker",
                    "run",
                    "-i",
                    "inventory.yml",
                    "--check",
                    "--assume-absent",
                    "nowhere",
                    "playbook.yml"))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("said").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("FLOCKER_"));
    String recorded = sources.resolve("dist/src/main/training").toString();
    environment.merge("PATH", recorded, (usual, own) -> own + File.pathSeparator + usual);
    environment.put("PLUGINS", sources.resolve("plugins").toString());
    Process process = builder.start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(classes)) {
        throw new IOException("the training run of flocker did not end");
      }
      String said = Files.readString(work.resolve("said"));
      if (!said.contains(PLANNED)) {
        // As where no folder in memory takes the payload.
        System.err.println(
            "assemble: flocker will start slowly, as it could not be tried:\n" + said);
      }
    } finally {
      process.destroyForcibly();
      Trees.delete(work);
    }
  }
}

package dev.flocker.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run that is done only to see what it loads: it looks at this machine, and knocks at a port
 * where nobody listens. It writes nothing, and how it ends does not matter.
 */
final class Training {

  private static final String INVENTORY =
      """
      all:
        hosts:
          here: {ansible_connection: local}
          nowhere: {ansible_host: 127.0.0.1, ansible_port: 1}
      """;

  private static final String PLAYBOOK =
      """
      - name: Training
        project: training
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
          - container: {name: web, on: here, image: "web:1", ports: [{internal: 80, external: 8080}]}
          - link: {from: web, to: db, local_port: 5432, remote_port: 5432, alias: db}
      """;

  private Training() {}

  /**
   * @param classes where the names of the loaded classes go
   */
  static void run(Path home, String classPath, Path classes)
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
                    "playbook.yml"))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("FLOCKER_"));
    Process process = builder.start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(classes)) {
        throw new IOException("the training run of flocker did not end");
      }
    } finally {
      process.destroyForcibly();
      Trees.delete(work);
    }
  }
}

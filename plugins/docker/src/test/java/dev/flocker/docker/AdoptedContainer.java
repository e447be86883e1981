package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** {@code shop-db-1}, which somebody made, becomes {@code container db}. */
abstract class AdoptedContainer {

  static final Ref DB = new Ref("container", "db");
  static final String ID = "5b58a7a85ec5".repeat(5) + "5b58";
  static final String SOURCE = "/var/lib/docker/volumes/shop_db/_data";
  static final String DATA = "/flocker/shop/data/data";
  static final String STARTED = "2026-11-30T00:25:38.347800372Z";
  static final Path MARK = Path.of("/var/lib/flocker/adopted", ID);

  static final String LIST = MARK + ".files";
  static final long NOON = 1_700_000_000L;

  final FakeHost host = new FakeHost();
  String volume = "local " + SOURCE;
  String room = "9000";
  String running = ID;

  @BeforeEach
  void aNode() {
    host.file("/proc/self/mounts", "tank/flocker/shop/data /flocker/shop/data fuse rw 0 0\n");
    host.on("which", "rsync").prints("/usr/bin/rsync\n");
    host.on("stat", "--format=%d:%i %F", SOURCE).prints("64:7 directory\n");
    host.on("du", "--summarize", "--block-size=1", SOURCE).prints("5000\t" + SOURCE + "\n");
    host.on("du", "--summarize", "--block-size=1", DATA + ".incoming").fails(1, "no such file");
    host.on(rsync("--sparse", "--ignore-existing")).prints("");
    host.on(linked()).prints("");
    host.on(mirror()).prints("");
    host.on("sync", "--file-system", SOURCE).prints("");
    finds();
    host.on(again("--ignore-missing-args", "--ignore-times")).prints("");
    host.on(again("--ignore-times")).prints("");
    shows("shop-db-1", 77);
  }

  static List<String> rsync(String... more) {
    List<String> argv = new ArrayList<>(List.of("rsync", "-aHAX", "--numeric-ids"));
    argv.addAll(List.of(more));
    argv.addAll(List.of(SOURCE + "/", DATA + ".incoming/"));
    return argv;
  }

  /** Reads again what was written since. */
  static List<String> again(String... how) {
    List<String> words = new ArrayList<>(List.of(how));
    words.addAll(List.of("--from0", "--files-from=" + LIST));
    words.addAll(0, List.of("--no-whole-file", "--inplace"));
    return rsync(words.toArray(String[]::new));
  }

  /** Files of the copy that have several names. */
  static List<String> linked() {
    String incoming = DATA + ".incoming";
    return List.of("find", incoming, "-type", "f", "-links", "+1", "-print", "-quit");
  }

  static List<String> find(long since) {
    String newer = "@" + (since - 60);
    return List.of("find", SOURCE, "-type", "f", "-newerct", newer, "-fprintf", LIST, "./%P\\0");
  }

  /** Whenever the copies were made that this test makes, and one at noon. */
  private void finds() {
    long now = Instant.now().getEpochSecond();
    for (long since = now - 5; since < now + 60; since++) {
      host.on(find(since)).prints("");
    }
    host.on(find(NOON)).prints("");
    host.on(find(60)).prints("");
  }

  static List<String> mirror() {
    return rsync("--no-whole-file", "--inplace", "--delete");
  }

  static String inspected(String name, int pid) {
    return """
        [{"Id": "%s", "Name": "/%s", "Image": "sha256:aa", "HostConfig": {"Mounts": [], "RestartPolicy": {"Name": "always"}},
          "State": {"Status": "%s", "Pid": %d, "StartedAt": "%s"},
          "Config": {"Image": "mariadb:10.11", "Labels": {}, "Env": [], "StopSignal": ""},
          "Mounts": [{"Type": "volume", "Name": "shop_db", "Source": "%s",
                      "Destination": "/var/lib/mysql", "RW": true}]}]
        """
        .formatted(ID, name, pid == 0 ? "exited" : "running", pid, STARTED, SOURCE);
  }

  final void shows(String name, int... pids) {
    var answers = host.on(DockerCommands.inspect(List.of(ID)));
    for (int pid : pids) {
      answers.prints(inspected(name, pid));
    }
  }

  static ContainerState want() {
    Map<String, Object> volume =
        Map.of(
            "directory",
            DATA,
            "mountpoint",
            "/var/lib/mysql",
            "from",
            Map.of("docker_volume", "shop_db"));
    return DockerCommandsTest.state(Map.of("volumes", List.of(volume)));
  }

  final void adopt() {
    host.on(DockerCommands.volume("shop_db")).prints(volume + "\n");
    host.on("df", "--block-size=1", "--output=avail", "/flocker/shop/data")
        .prints("Avail\n" + room + "\n");
    host.on(DockerCommands.runningIds()).prints(running + "\n");
    new Adoption(DB, host).adopt(want(), ID, Progress.NONE);
  }

  final String mark() {
    return host.files().getOrDefault(MARK, "");
  }

  static String taken() {
    return """
        resource container db
        restart always
        copied %d
        source %s
        folder 64:7
        directory %s
        taken %s
        """
        .formatted(NOON, SOURCE, DATA, STARTED);
  }
}

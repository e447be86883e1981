package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A volume moves, is pruned and replicated while a backup of it is being written. What encrypts the
 * backup is slow: it begins when it is told to.
 */
class SlowBackupLabTest extends FreshNodes {

  private static final String REST =
      """
          volumes: [{name: notes, mountpoint: /notes}]
          environment: {EDITION: "%d"}
      - volume: {name: notes, keep: 1}
      """;

  private static final String VOLUME = "office/notes";

  /** More than any buffer on the way. */
  private static final String FILL =
      "docker exec notes busybox dd if=/dev/urandom of=/notes/%s bs=1M count=24 2>/dev/null";

  private static Path begun;
  private static Path told;

  @BeforeAll
  static void slowAge() throws IOException {
    begun = folder.resolve("begun");
    told = folder.resolve("told");
    Path age = Files.createDirectory(folder.resolve("bin")).resolve("age");
    Files.writeString(
        age,
        """
        #!/bin/sh
        set -e
        head -c 1000 >%1$s.first
        test -s %1$s.first || exit 0 # the trial
        touch %1$s
        while ! test -e %2$s; do sleep 0.2; done
        cat %1$s.first -
        """
            .formatted(begun, told));
    Files.setPosixFilePermissions(age, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void keepsNobodyWaitingAndIsRight() throws IOException {
    assertThat(flocker.run(notes("n1", 1))).isPositive();
    lab.on("n1", FILL.formatted("first"));
    Files.createFile(told);
    assertThat(begin().exits(0)).contains(": all of it, ");

    lab.on("n1", FILL.formatted("second"));
    Running backup = slowly();
    assertThat(flocker.volume("backup", VOLUME, "--to", target()).exits(1).err())
        .contains("volume notes: a backup of it is being written, by ");
    assertThat(flocker.run(notes("n1", 2))).as("replaces the container").isPositive();
    flocker.volume("prune", VOLUME, "--keep", "0", "--rollbacks").exits(0);
    assertThat(flocker.run(notes("n2", 2))).as("moves it").isPositive();
    String data = lab.on("n2", "docker exec notes sh -c 'cat /notes/first /notes/second | md5sum'");
    flocker.volume("prune", VOLUME, "--keep", "0", "--rollbacks", "--target", target()).exits(0);
    assertThat(backup.isAlive()).isTrue();
    Files.createFile(told);
    assertThat(backup.exits(0)).contains(": what changed since ");
    assertThat(lab.leftovers()).isEmpty();

    assertThat(
            Shell.run(List.of("./flocker", "volume", "backups", "--verify", "--in", target()))
                .exits(0)
                .out()
                .lines()
                .filter(l -> l.endsWith("  good")))
        .hasSize(2);
    restores(data);
  }

  /** The second one, once its node has begun to send, which waits to be told. */
  private static Running slowly() throws IOException {
    Files.delete(told);
    Files.delete(begun);
    Running backup = begin();
    lab.await("the upload", () -> Files.exists(begun));
    return backup;
  }

  private static Running begin() {
    return Running.start(
        Stream.concat(
                path(),
                Stream.of(
                    "./flocker",
                    "volume",
                    "backup",
                    "-i",
                    lab.inventory(),
                    VOLUME,
                    "--to",
                    target(),
                    "--recipient",
                    "age1slow"))
            .toList());
  }

  private static Stream<String> path() {
    return Stream.of("env", "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  /** Its stub of an age decrypts as it encrypts: not at all. */
  private static void restores(String data) {
    String as = "office/old";
    Shell.run(
            Stream.concat(
                    path(),
                    Stream.of(
                        "./flocker",
                        "volume",
                        "restore",
                        "-i",
                        lab.inventory(),
                        VOLUME,
                        "--from",
                        target(),
                        "--as",
                        as,
                        "--on",
                        "n3",
                        "--identity",
                        "/dev/null"))
                .toList())
        .exits(0);
    assertThat(lab.on("n3", "cd /flocker/office/old/data && cat first second | md5sum"))
        .isEqualTo(data);
  }

  private static String target() {
    return folder.resolve("backups").toString();
  }

  private static Path notes(String node, int edition) {
    return Notes.on(node, folder, REST.formatted(edition));
  }
}

package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For whom the snapshots of a volume stay, and what a person lets go of. */
class SnapshotsLabTest extends FreshNodes {

  private static final String REST =
      """
          volumes: [{name: notes, mountpoint: /notes}]
          environment: {EDITION: "%d"}
      - volume: {name: notes, replicas: [n3], keep: 5}
      """;

  private static final String VOLUME = "office/notes";
  private static final String DATASET = "tank/flocker/" + VOLUME;

  @Test
  void stayUntilAPersonSaysSo() {
    String target = folder.resolve("backups").toString();
    assertThat(flocker.run(notes(1))).isPositive();
    lab.on("n1", "docker exec notes sh -c 'echo one >/notes/note'");
    assertThat(flocker.run(notes(2))).as("replaces the container").isPositive();
    assertThat(backup(target)).contains(": all of it, ");
    String mine = volume("snapshot").strip().replaceFirst(".* ", "");
    lab.on(
        "n1", "zfs snapshot " + DATASET + "@autosnap && zfs hold others " + DATASET + "@" + mine);
    volume("push", "--to", "n3");

    assertThat(volume("snapshots"))
        .contains(VOLUME + "  n1  owner\n", VOLUME + "  n3  replica\n")
        .containsPattern("replace-.* for rollback 1 of container notes\n")
        .containsPattern("backup-[0-9a-f]{8}-.* for backup target [0-9a-f]{8}\n")
        .containsPattern(mine + ".* for who took it by hand, zfs hold of others\n")
        .containsPattern("autosnap .* for others, not flocker's\n")
        .containsPattern("for the copy on n3\n");
    volume("prune", "--keep", "0");
    assertThat(on("n1")).contains("replace-", "backup-", mine, "autosnap");
    isPrunedOf("replace-", "--rollbacks");
    isPrunedOf("backup-", "--target", target);
    assertThat(backup(target)).as("what it built upon is gone").contains(": all of it, ");
    assertThat(flocker.volume("prune", VOLUME, "--snapshot", mine).exits(0).err())
        .contains(mine + " stays on n1, for what flocker volume snapshots " + VOLUME + " says");
    lab.on("n1", "zfs release others " + DATASET + "@" + mine);
    isPrunedOf(mine, "--snapshot", mine);

    goesBackWithoutData();
    volume("push", "--to", "n3");
    assertThat(on("n3").lines().reduce((a, b) -> b))
        .isEqualTo(on("n1").lines().reduce((a, b) -> b));
    assertThat(on("n1")).contains("autosnap");
  }

  private static void isPrunedOf(String name, String... options) {
    assertThat(volume("prune", options)).contains("snapshots destroyed: ", " on n1, ", " on n3\n");
    assertThat(on("n1") + on("n3")).doesNotContain(name);
  }

  private static void goesBackWithoutData() {
    assertThat(flocker.command("rollback", "notes", "--list").exits(0).out())
        .contains(", whose data is gone");
    String started = started();
    assertThat(flocker.command("rollback", "notes", "--with-data", "--yes").exits(1).err())
        .contains("volume notes has no snapshot any more of when it was replaced");
    assertThat(started()).isEqualTo(started);
    flocker.command("rollback", "notes").exits(0);
    assertThat(lab.on("n1", "docker exec notes sh -c 'echo $EDITION; cat /notes/note'"))
        .isEqualTo("1\none");
  }

  private static String started() {
    return lab.on("n1", "docker inspect -f '{{.State.StartedAt}}' notes");
  }

  private static String on(String node) {
    return lab.on(node, "zfs list -H -t snapshot -o name -s creation -r " + DATASET);
  }

  private static String backup(String target) {
    return volume("backup", "--to", target);
  }

  private static String volume(String command, String... options) {
    return flocker
        .volume(
            command, Stream.concat(Stream.of(VOLUME), Stream.of(options)).toArray(String[]::new))
        .exits(0)
        .out();
  }

  private static Path notes(int edition) {
    return Notes.on("n1", folder, REST.formatted(edition));
  }
}

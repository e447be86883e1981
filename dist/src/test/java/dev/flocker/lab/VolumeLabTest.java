package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Volumes by hand, and their replicas. */
class VolumeLabTest extends FreshNodes {

  private static final String REST =
      """
          volumes: [{name: notes, mountpoint: /notes}]
          environment: {EDITION: "%d"}
      - volume: {name: notes, replicas: [n3], keep: 2}
      """;

  private static final String DATASET = "tank/flocker/office/notes";
  private static final String SNAPSHOTS =
      "zfs list -H -t snapshot -o name -s creation -r " + DATASET;

  @Test
  void areCopiedHandedOverAndRolledBack() {
    var doctor = flocker.command("doctor").exits(0);
    assertThat(doctor.out()).contains("n1: ready", "n2: ready", "n3: ready");

    assertThat(flocker.run(notesOn("n1"))).isPositive();
    isReplica("n3");
    assertThat(flocker.run(notesOn("n1"))).isZero();
    assertThat(volume("ls")).contains("office/notes  n1  owner", "office/notes  n3  replica");

    write("n1", "first");
    String said = volume("snapshot", "office/notes");
    String snapshot = said.substring(said.lastIndexOf(' ') + 1);
    write("n1", "second");
    volume("push", "office/notes", "--to", "n3");
    assertThat(newest("n3")).isEqualTo(newest("n1"));
    isReplica("n3");

    lab.on("n1", "systemctl stop ctr-notes");
    volume("rollback", "office/notes", "--to", snapshot);
    assertThat(flocker.run(notesOn("n1"))).as("starts it again").isPositive();
    assertThat(read("n1")).isEqualTo("first");

    lab.on("n1", "systemctl stop ctr-notes");
    volume("handoff", "office/notes", "--to", "n2");
    assertThat(volume("ls")).contains("office/notes  n2  owner");
    isReplica("n1");
    assertThat(flocker.run(notesOn("n2"))).isPositive();
    assertThat(read("n2")).isEqualTo("first");
    assertThat(flocker.run(notesOn("n2"))).isZero();
    movesWithItsReplica();
    keepsNoMoreSnapshotsThanItIsTold();
    saysThatAPoolIsFull();
  }

  private static void saysThatAPoolIsFull() {
    lab.on("n3", "docker exec notes busybox dd if=/dev/urandom of=/notes/big bs=1M count=30");
    lab.on(
        "n2",
        "zfs create tank/hog; free=$(zfs get -Hp -o value available tank);"
            + " zfs set reservation=$((free - 10000000)) tank/hog");
    Shell.Outcome push = flocker.volume("push", "office/notes", "--to", "n2").exits(1);
    assertThat(push.err()).contains("n2: ", "it has room for ", "too little for 30M");
    lab.on("n2", "zfs destroy tank/hog");
    volume("push", "office/notes", "--to", "n2");
    assertThat(newest("n2")).isEqualTo(newest("n3"));
  }

  /**
   * It is on n3, with replicas on n1 and n2 that may need a snapshot each. Those of just before
   * each replacement are held there as long as the container can go back to it.
   */
  private static void keepsNoMoreSnapshotsThanItIsTold() {
    String mine = volume("snapshot", "office/notes").replaceFirst(".* ", "");
    for (int edition = 2; edition < 6; edition++) {
      assertThat(flocker.run(notes("n3", edition))).as("replaces the container").isPositive();
    }
    assertThat(snapshots("n3")).as("after replacements").isLessThanOrEqualTo(2 + 2 + 2 + 4);
    for (int i = 0; i < 5; i++) {
      volume("push", "office/notes", "--to", "n1", "--keep", "1");
    }
    for (String node : List.of("n3", "n1")) {
      int held = node.equals("n3") ? 4 : 0;
      assertThat(snapshots(node))
          .as("after pushes, on %s", node)
          .isLessThanOrEqualTo(1 + 2 + 2 + held);
      assertThat(lab.on(node, SNAPSHOTS)).as("those taken by hand").contains("@" + mine);
    }
    assertThat(flocker.run(notes("n3", 5))).isZero();
  }

  private static long snapshots(String node) {
    return lab.on(node, SNAPSHOTS).lines().count();
  }

  private static void movesWithItsReplica() {
    write("n2", "third");
    assertThat(flocker.run(notesOn("n1"))).isPositive();
    assertThat(read("n1")).isEqualTo("third");
    isReplica("n3");
    assertThat(flocker.run(notesOn("n1"))).isZero();
    assertThat(flocker.run(notesOn("n3"))).as("onto its replica").isPositive();
    assertThat(read("n3")).isEqualTo("third");
  }

  private static void isReplica(String node) {
    assertThat(lab.on(node, "zfs get -H -o value readonly,mounted " + DATASET).lines())
        .as("read-only and not mounted on %s", node)
        .containsExactly("on", "no");
  }

  /** The newest snapshot's identity, which a copy shares with its original. */
  private static String newest(String node) {
    return lab.on(node, "zfs get -Hp -o value guid $(" + SNAPSHOTS + " | tail -n 1)");
  }

  private static void write(String node, String text) {
    lab.on(node, "docker exec notes sh -c 'echo " + text + " >/notes/note'");
  }

  private static String read(String node) {
    return lab.on(node, "docker exec notes busybox cat /notes/note");
  }

  private static String volume(String command, String... arguments) {
    return flocker.volume(command, arguments).exits(0).out().strip();
  }

  private static Path notesOn(String node) {
    return notes(node, 1);
  }

  private static Path notes(String node, int edition) {
    return Notes.on(node, folder, REST.formatted(edition));
  }
}

package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two volumes of one container, backed up, lost with all that is of them, and brought back. */
class BackupLabTest extends FreshNodes {

  private static final String VOLUMES =
      "    volumes: [{name: first, mountpoint: /first}, {name: second, mountpoint: /second}]";

  private static final List<String> BOTH = List.of("office/first", "office/second");

  @Test
  void comeBackWhereNothingIsLeft() {
    String store = folder.resolve("backups").toString();
    assertThat(flocker.run(notesOn("n1"))).isPositive();
    write("one");
    assertThat(backup(store)).contains(": all of it, ").contains("; with it office/second");
    write("two");
    assertThat(backup(store)).contains(": what changed since ");
    String listed = backups(store, "--verify");
    assertThat(listed.lines().filter(l -> l.endsWith("  good"))).hasSize(4);
    String older = listed.lines().skip(1).findFirst().orElseThrow().strip().split(" ")[0];
    flocker
        .volume("restore", "office/first", "--from", store, "--as", "office/old", "--on", "n3")
        .exits(0);
    assertThat(lab.on("n3", "cat /flocker/office/old/data/file")).isEqualTo("two");
    assertThat(flocker.volume("restore", "office/first", "--from", store).exits(1).err())
        .contains("is not overwritten");

    loseAll();
    restore(store, "--snapshot", older);
    assertThat(flocker.run(notesOn("n2"))).isPositive();
    assertThat(read()).isEqualTo("one\none");
    loseAll();
    restore(store);
    assertThat(flocker.run(notesOn("n2"))).isPositive();
    assertThat(read()).isEqualTo("two\ntwo");
    assertThat(flocker.run(notesOn("n2"))).isZero();
    inARepositoryOfRestics();
  }

  private static void inARepositoryOfRestics() {
    String password = Shop.write(folder.resolve("password"), "for a test").toString();
    List<String> with = List.of("env", "RESTIC_PASSWORD_FILE=" + password);
    String repository = folder.resolve("repository").toString();
    Shell.run(words(with, "restic", "-r", repository, "init")).exits(0);
    String target = "restic:" + repository;
    List<String> there = List.of("-i", lab.inventory(), "office/first");
    for (int i = 0; i < 2; i++) {
      List<String> backup = words(with, "./flocker", "volume", "backup", "--to", target);
      Shell.run(words(backup, there.toArray(String[]::new))).exits(0);
    }
    Shell.run(words(with, "./flocker", "volume", "backups", "--verify", "--in", target)).exits(0);
    List<String> restore = words(with, "./flocker", "volume", "restore", "--from", target);
    Shell.run(words(words(restore, there.toArray(String[]::new)), "--as", "office/restored"))
        .exits(0);
    assertThat(lab.on("n2", "cat /flocker/office/restored/data/file")).isEqualTo("two");
  }

  private static List<String> words(List<String> some, String... more) {
    return Stream.concat(some.stream(), List.of(more).stream()).toList();
  }

  private static String backup(String store) {
    return flocker.volume("backup", "office/first", "--to", store).exits(0).out();
  }

  private static String backups(String store, String option) {
    return Shell.run(List.of("./flocker", "volume", "backups", "--in", store, option))
        .exits(0)
        .out();
  }

  private static void restore(String store, String... options) {
    List<String> line = words(BOTH, "--from", store, "--on", "n2");
    flocker.volume("restore", words(line, options).toArray(String[]::new)).exits(0);
  }

  /** As if the nodes had been made anew. */
  private static void loseAll() {
    for (String node : Lab.NODES) {
      lab.on(
          node,
          "systemctl stop ctr-notes 2>/dev/null; docker rm -f notes >/dev/null 2>&1;"
              + " for d in $(zfs list -H -o name -r tank/flocker/office 2>/dev/null | sort -r); do"
              + " for s in $(zfs list -H -t snapshot -o name -r $d); do"
              + " zfs release flocker $s 2>/dev/null; done;"
              + " umount /flocker/${d#tank/flocker/} 2>/dev/null; zfs destroy -r $d; done; true");
    }
  }

  private static void write(String text) {
    lab.on("n1", "docker exec notes sh -c 'echo " + text + " | tee /first/file >/second/file'");
  }

  private static String read() {
    return lab.on("n2", "docker exec notes busybox cat /first/file /second/file");
  }

  private static Path notesOn(String node) {
    return Notes.on(node, folder, VOLUMES);
  }
}

package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing waits for a backup that is being written, and nothing makes it wrong. */
class BackupMeanwhileTest extends BackupFixture {

  @Test
  void nobodyIsKeptOutWhileItIsWritten() {
    assertThat(backup()).as(printed.err()).isZero();

    assertThat(cluster.log)
        .containsExactly(
            "n1 LOCK",
            "n2 LOCK",
            "n1 PIN data pg",
            "n2 PIN data pg",
            "n1 SNAPSHOTS data pg",
            "n1 COPY data pg",
            "n1 FEATURES data pg",
            "n1 OUTGOING data pg",
            "n1 SEND data pg",
            "n1 PIN data pg",
            "n2 PIN data pg",
            "n1 UNLOCK",
            "n2 UNLOCK",
            "n1 LAUNCH send - 2",
            "n1 LOCK",
            "n2 LOCK",
            "n1 COPY data pg",
            "n2 COPY data pg",
            "n1 RETAIN data pg");
  }

  @Test
  void whatIsReadStaysWithWhatItBuildsUpon() {
    backup();
    meanwhile = () -> assertThat(cluster.pinned("n1")).asString().contains("2", "3").hasSize(6);
    assertThat(backup()).as(printed.err()).isZero();
  }

  /** However many: a playbook may want more of them than there were when it began. */
  @Test
  void whatOthersTookMeanwhileStaysAndWhatItNoLongerBuildsUponGoes() {
    backup();
    backup();
    meanwhile = () -> IntStream.range(10, 22).forEach(i -> cluster.snapshot("n1", PG, "push-" + i));
    assertThat(backup()).as(printed.err()).isZero();

    int before = printed.out().length();
    assertThat(volume("snapshots", "shop/pg")).isZero();
    String listed = printed.out().substring(before);
    assertThat(listed).contains("push-10", "push-21");
    assertThat(listed.lines().filter(l -> l.contains("backup-"))).hasSize(2);
  }

  @Test
  void thereIsNoSecondOneOfItMeanwhile() throws IOException {
    cluster.failing(line -> line.equals("n2 PIN data pg"));

    assertThat(backup()).isEqualTo(1);
    assertThat(printed.err()).contains("n2 PIN data pg");
    assertThat(cluster.log).noneMatch(l -> l.matches(".*(SNAPSHOTS|LAUNCH).*"));
    assertThat(files()).isEmpty();
  }

  @Test
  void itMayMoveMeanwhile() throws IOException {
    meanwhile = () -> cluster.moved(PG, "n1", "n2");

    assertThat(backup()).as(printed.err()).isZero();
    assertThat(cluster.log).endsWith("n2 RETAIN data pg");
    assertThat(backup()).as(printed.err()).isZero();
    assertThat(file(".increment")).hasContent("send 2 3");
  }

  @Test
  void whatBecameOfItMeanwhileDoesNotUndoTheBackup() {
    meanwhile = () -> cluster.destroy("n1", PG);

    assertThat(backup()).isZero();
    assertThat(printed.err()).contains("data pg keeps all its snapshots: the nodes: none shows");
    assertThat(backups("--verify")).isZero();
  }

  @Test
  void aNodeThatIsLostMeanwhileDoesNotUndoItEither() {
    meanwhile = () -> cluster.lose("n1");

    assertThat(backup()).isEqualTo(4);
    assertThat(printed.out()).contains(": all of it, 8 B");
    assertThat(backups("--verify")).isZero();
  }

  /** As by another machine, which calls the place otherwise. */
  @Test
  void whatOthersRecordedMeanwhileStaysRecorded() throws IOException {
    backup();
    meanwhile =
        () -> assertThat(volume("backup", "shop/pg", "--to", store + "/", "--full")).isZero();
    assertThat(backup()).as(printed.err()).isZero();

    assertThat(Files.readString(file("manifest.json")).split("\"id\"")).hasSize(4);
    assertThat(backups("--verify")).isZero();
  }

  @Test
  void whatItBuildsUponMayBeTakenAwayMeanwhile() throws IOException {
    backup();
    Path base = file(".full");
    List<String> before = Files.readAllLines(file("manifest.json"));
    meanwhile = () -> delete(base);

    assertThat(backup()).isEqualTo(1);
    assertThat(printed.err())
        .contains("what the backup of shop/pg builds upon was taken away meanwhile; run again");
    assertThat(Files.readAllLines(file("manifest.json"))).isEqualTo(before);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

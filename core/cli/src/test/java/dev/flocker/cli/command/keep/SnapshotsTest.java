package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For whom each snapshot of a database stays, and how a person lets go of it. */
class SnapshotsTest extends BackupFixture {

  private static final Ref DB = new Ref("app", "db");
  private static final String MANUAL = "flocker-manual-20261130T000000-1a2b";
  private static final String SCHEDULED = "flocker-scheduled-20261130T000000-1a2b";
  private static final String UNNEEDED = "flocker-20261130T000000-1a2b";

  private String before;

  @BeforeEach
  void begin() throws IOException {
    cluster.replica("n2", PG, "n1"); // they have s in common
    assertThat(run(playbook(1))).as(printed.err()).isZero();
    assertThat(run(playbook(2))).as(printed.err()).isZero();
    before = "flocker-" + cluster.takenBefore("n1", DB);
    for (String name : List.of(UNNEEDED, before, MANUAL, SCHEDULED)) {
      cluster.snapshot("n1", PG, name);
    }
    assertThat(backup()).as(printed.err()).isZero();
  }

  private static String playbook(int image) {
    return PLAYBOOK
        .replace("web, on: n1, image: \"1\"", "db, on: n1, uses: [pg], image: \"%d\"")
        .formatted(image);
  }

  private int prune(String... options) {
    List<String> words = new ArrayList<>(List.of("shop/pg"));
    words.addAll(List.of(options));
    return volume("prune", words.toArray(String[]::new));
  }

  private String listed() {
    int begin = printed.out().length();
    assertThat(volume("snapshots", "shop/pg")).as(printed.err()).isZero();
    return printed.out().substring(begin);
  }

  @Test
  void areListedWithWhatTheyStayFor() {
    cluster.log.clear();
    assertThat(listed())
        .startsWith("shop/pg  n1  owner\n    s  ")
        .containsPattern("    s  .* ago  frees  *2 KB  for the copy on n2\n")
        .containsPattern(UNNEEDED + " .* for nobody\n")
        .containsPattern(before + " .* for rollback 1 of app db\n")
        .containsPattern(MANUAL + " .* for who took it by hand\n")
        .containsPattern(SCHEDULED + " .* for its schedule\n")
        .containsPattern("backup-[0-9a-f]{8}-.* for backup target [0-9a-f]{8}\n")
        .containsPattern("autosnap\ufffd .* for others, not flocker's\n")
        .contains("shop/pg  n2  replica\n");
    assertThat(cluster.log)
        .as("locks nothing")
        .containsExactly("n1 LIST data pg", "n2 LIST data pg");
  }

  @Test
  void oneNodeThatCannotListThemHidesNoOther() {
    cluster.failing(line -> line.equals("n1 LIST data pg"));
    assertThat(volume("snapshots", "shop/pg")).isEqualTo(1);
    assertThat(printed.out()).contains("shop/pg  n2  replica\n");
  }

  @Test
  void onlyWhatNobodyNeedsGoesUnnamed() {
    assertThat(prune("--keep", "0")).as(printed.err()).isZero();

    assertThat(printed.out()).endsWith("shop/pg: snapshots destroyed: 2 on n1, 0 on n2\n");
    assertThat(listed())
        .contains(before, MANUAL, "backup-", "    s  ")
        .doesNotContain(UNNEEDED, SCHEDULED);
  }

  @Test
  void nothingButWhatIsNamedGoesWithoutKeep() {
    assertThat(prune("--rollbacks")).as(printed.err()).isZero();
    assertThat(listed()).contains(MANUAL, UNNEEDED, SCHEDULED, "backup-").doesNotContain(before);

    assertThat(prune("--target", store.toString())).as(printed.err()).isZero();
    assertThat(listed()).contains(MANUAL, UNNEEDED, SCHEDULED).doesNotContain("backup-");

    assertThat(prune("--snapshot", MANUAL, "--snapshot", UNNEEDED)).as(printed.err()).isZero();
    assertThat(listed()).contains(SCHEDULED, "    s  ").doesNotContain(MANUAL, UNNEEDED);
  }

  @Test
  void whatIsLetGoOfCountsAsAllThatMayGo() {
    assertThat(prune("--keep", "0", "--rollbacks")).as(printed.err()).isZero();
    assertThat(listed()).contains(MANUAL, "backup-").doesNotContain(UNNEEDED, before, SCHEDULED);
  }

  @Test
  void aTargetMayBeCalledByItsMark() {
    String mark = listed().replaceAll("(?s).*backup target ([0-9a-f]{8}).*", "$1");
    assertThat(prune("--target", mark)).as(printed.err()).isZero();
    assertThat(listed()).doesNotContain("backup-");
    assertThat(prune("--target", mark)).isEqualTo(1);
    assertThat(printed.err()).contains("no copy has a snapshot of the mark " + mark);
  }

  /** It is begun with all of it, and not built upon what is gone. */
  @Test
  void theNextBackupAfterThatIsAFullOne() {
    assertThat(prune("--target", store.toString())).isZero();
    assertThat(backup()).isZero();
    assertThat(printed.out()).doesNotContain("what changed since");
  }

  @Test
  void whatACopyBuildsUponStaysWhateverIsNamed() {
    assertThat(prune("--snapshot", "s")).isEqualTo(1);
    assertThat(printed.err()).contains("s stays for the copy on n2; once that has a newer one");
    String backup = listed().replaceAll("(?s).*(flocker-backup-[^ ]*) .*", "$1");
    for (String name : List.of(before, backup)) {
      cluster.snapshot("n2", PG, name);
    }
    assertThat(prune("--rollbacks", "--target", store.toString())).isZero();
    assertThat(listed().split("flocker-backup")).as("on both nodes").hasSize(1);
  }

  @Test
  void nothingGoesWhileANodeThatMayNeedItIsNotSeen() {
    cluster.owner("n1", PG, "n2");
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "there is no route", ""));
    cluster.log.clear();

    assertThat(prune("--rollbacks")).isEqualTo(4);
    assertThat(printed.err()).contains("a node that may have a copy was not asked");
    assertThat(cluster.log).doesNotContain("n1 RETAIN data pg");
  }

  /** And without it as ever. */
  @Test
  void thereIsNoGoingBackToDataThatIsGone() {
    assertThat(rollback("--list")).isZero();
    assertThat(printed.out()).contains("image 1, with data\n");
    assertThat(prune("--rollbacks")).isZero();
    cluster.log.clear();

    assertThat(rollback("--list")).isZero();
    assertThat(printed.out()).contains("image 1, whose data is gone\n");
    assertThat(rollback("--with-data", "--yes")).isEqualTo(1);
    assertThat(printed.err())
        .contains(
            "data pg has no snapshot any more of when it was replaced; leave out --with-data");
    assertThat(cluster.log).noneMatch(l -> l.matches(".*(QUIESCE|APPLY|PREPARE|ROLLBACK).*"));
    assertThat(rollback()).as(printed.err()).isZero();
    assertThat(printed.out()).contains("is again what it was until");
  }

  private int rollback(String... options) {
    List<String> line = new ArrayList<>(List.of("rollback", "-i", inventory.toString(), "db"));
    line.addAll(List.of(options));
    return flocker(line.toArray(String[]::new));
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThat(prune("--snapshot", "none")).isEqualTo(1);
    assertThat(printed.err()).contains("no copy has a snapshot none of flocker's");
    dialing = new IllegalStateException("a node was contacted");
    assertThat(prune()).isEqualTo(3);
    assertThat(prune("--keep=-1")).isEqualTo(3);
    assertThat(prune("--target", "s3:bucket")).isEqualTo(3);
    assertThat(volume("snapshots", "pg")).isEqualTo(3);
    assertThat(printed.err()).contains("nothing says what is to go", "--keep -1 is no number");
  }
}

package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes that are cloned, renamed, compared and destroyed. */
class VolumeNamesTest extends CommandFixture {

  private static final Ref PG = Ref.parse("data pg");

  @BeforeEach
  void isOwnedOnOneAndCopiedToTwo() {
    cluster.owner("n1", PG, "n2");
    cluster.replica("n2", PG, "n1");
  }

  private int volume(String command, String... rest) {
    List<String> line = new ArrayList<>(List.of("volume", command, "-i", inventory.toString()));
    line.addAll(List.of(rest));
    return flocker(line.toArray(String[]::new));
  }

  private void untouched(String... operations) {
    for (String operation : operations) {
      assertThat(cluster.log).noneMatch(l -> l.contains(operation));
    }
  }

  @Test
  void clonesWhatIsNowOrASnapshotWhereItsOwnerIs() {
    assertThat(volume("clone", "shop/pg", "--as", "staging/pg")).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("shop/pg: n1 has staging/pg, which shares what has not changed with it")
        .containsPattern("the snapshot flocker-\\S+ stays as long as that is there");
    assertThat(cluster.log).containsSubsequence("n1 SNAPSHOTS data pg", "n1 BRANCH data pg");

    cluster.log.clear();
    assertThat(volume("clone", "shop/pg@s", "--as", "staging/pg", "--on", "n1")).isZero();
    assertThat(cluster.log).contains("n1 BRANCH data pg").doesNotContain("n1 SNAPSHOTS data pg");
    assertThat(volume("clone", "shop/pg@none", "--as", "staging/pg")).isEqualTo(1);
    assertThat(printed.err()).contains("there is no snapshot none");
  }

  @Test
  void clonesToNoNameThatIsTakenOrMayBe() {
    assertThat(volume("clone", "shop/pg", "--as", "shop/pg")).isEqualTo(1);
    assertThat(printed.err()).contains("there is a volume shop/pg already");
    assertThat(volume("clone", "shop/pg", "--as", "staging")).isEqualTo(3);
    assertThat(volume("clone", "shop/pg", "--as", "staging/Pg")).isEqualTo(3);
    assertThat(printed.err()).contains("\"Pg\" is not a name");

    cluster.owner("n1", PG);
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "there is no route", ""));
    assertThat(volume("clone", "shop/pg", "--as", "staging/pg")).isEqualTo(4);
    assertThat(printed.err()).contains("staging/pg: no node that was seen has it");
    untouched("BRANCH");
    assertThat(volume("clone", "shop/pg", "--as", "staging/pg", "--assume-absent=n2")).isEqualTo(4);
    assertThat(cluster.log).contains("n1 BRANCH data pg");
  }

  @Test
  void renamesAllCopiesTheOwnersLast() {
    assertThat(volume("rename", "shop/pg", "store/books")).as(printed.err()).isZero();
    assertThat(printed.out()).contains("shop/pg: is called store/books on n2, n1;");
    assertThat(cluster.log).containsSubsequence("n2 RENAME data pg", "n1 RENAME data pg");
  }

  @Test
  void aRenamingThatWasCutShortGoesOn() {
    cluster.failing(line -> line.equals("n1 RENAME data pg"));
    assertThat(volume("rename", "shop/pg", "shop/books")).isEqualTo(1);
    assertThat(cluster.shows("n2", Ref.parse("data books"))).isTrue();

    cluster.failing(line -> false);
    cluster.log.clear();
    assertThat(volume("rename", "shop/pg", "shop/books")).as(printed.err()).isZero();
    assertThat(cluster.log).contains("n1 RENAME data pg").doesNotContain("n2 RENAME data pg");
  }

  @Test
  void renamesNothingThatIsUsedOrNotAllSeen() throws IOException {
    assertThat(volume("rename", "shop/pg", "shop/pg")).isEqualTo(3);
    cluster.owner("n2", Ref.parse("data books"));
    assertThat(volume("rename", "shop/pg", "shop/books")).isEqualTo(1);
    assertThat(printed.err()).contains("there is a volume shop/books already");

    runsOnIt();
    assertThat(volume("rename", "shop/pg", "shop/ledger")).isEqualTo(1);
    assertThat(printed.err()).contains("n1: data pg: app db has it; stop it: flocker stop");
    cluster.stop("n1", Ref.parse("app db"), "ann");
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "there is no route", ""));
    assertThat(volume("rename", "shop/pg", "shop/ledger")).isEqualTo(4);
    assertThat(printed.err())
        .contains("not seen, and may have a copy, or one that is called shop/ledger");
    untouched("RENAME");
  }

  private void runsOnIt() throws IOException {
    String playbook =
        PLAYBOOK.replace("name: web, on: n1", "name: db, on: n1, uses: [pg]")
            + "    - data: {name: pg, replicas: [n2]}\n";
    assertThat(run(playbook)).as(printed.err()).isZero();
  }

  @Test
  void destroysAllCopiesTheOwnersLast() {
    assertThat(volume("destroy", "shop/pg")).isEqualTo(3);
    assertThat(printed.out()).contains("shop/pg: n2  replica, 1 snapshot\n", "n1  owner");
    assertThat(printed.err()).contains("Destroy all of it? There is no terminal");
    untouched("APPLY");

    assertThat(volume("destroy", "shop/pg", "--yes")).as(printed.err()).isZero();
    assertThat(printed.out()).contains("shop/pg: destroyed on n2, n1\n");
    assertThat(cluster.shows("n1", PG)).isFalse();
    assertThat(cluster.shows("n2", PG)).isFalse();
  }

  @Test
  void destroysNothingThatIsMountedOrNotAllSeenOrNeeded() throws IOException {
    cluster.failing(line -> line.equals("n1 REQUIRE_DESTROYABLE data pg"));
    assertThat(volume("destroy", "shop/pg", "--yes")).isEqualTo(1);
    cluster.failing(line -> false);
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "there is no route", ""));
    assertThat(volume("destroy", "shop/pg", "--yes")).isEqualTo(4);
    assertThat(printed.err()).contains("not seen, and may have a copy").contains("volume forget");
    troubles = Map.of();
    runsOnIt();
    cluster.stop("n1", Ref.parse("app db"), "ann");
    cluster.log.clear();
    assertThat(volume("destroy", "shop/pg", "--yes")).isEqualTo(1);
    assertThat(printed.err()).contains("app db has it; take it out of its playbook");
    untouched("APPLY");
  }

  @Test
  void showsWhatChangedAndObeysNoNameOfAFile() {
    assertThat(volume("diff", "shop/pg")).as(printed.err()).isZero();
    assertThat(printed.out())
        .contains("M F evil\ufffd[31m\n", "+ F made\n", "shop/pg: 2 changes since s\n");
    assertThat(volume("diff", "shop/pg", "none")).isEqualTo(1);
  }
}

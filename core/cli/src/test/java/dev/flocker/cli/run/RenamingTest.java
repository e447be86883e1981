package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data that its playbook calls otherwise keeps what it holds, and is open to one at a time. */
class RenamingTest extends FakeRuns {

  private static final Ref PG = new Ref("data", "pg");
  private static final Ref BOOKS = new Ref("data", "books");
  private static final String USER = "app db on=n1 uses=books guarded=yes";
  private static final String RENAMED = "data books was=pg";

  @BeforeEach
  void underItsOldName() {
    run("app db on=n1 uses=pg guarded=yes");
    cluster.owner("n1", PG, "n1", "n2");
    cluster.replica("n2", PG, "n1");
    cluster.log.clear();
  }

  private Report checked(String... lines) {
    RunOptions check =
        new RunOptions(true, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    return report(runner(cluster, check), cluster.project(lines));
  }

  private void nothingWasTouched() {
    assertThat(cluster.log).noneMatch(l -> l.matches(".* (QUIESCE|RENAME|APPLY|RESUME) .*"));
    assertThat(cluster.shows("n1", PG)).isTrue();
    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  @Test
  void itIsRenamedWhileItsUserIsStopped() {
    Report report = run(USER, RENAMED);

    assertThat(report.troubles()).isEmpty();
    inOrder(
        "n1 REQUIRE_CLOSABLE data pg",
        "n1 QUIESCE guard db",
        "n1 SNAPSHOT data pg",
        "n1 RENAME data pg",
        "n1 APPLY data books",
        "n1 APPLY app db",
        "n1 RESUME guard db",
        "n1 AWAIT_HEALTHY app db",
        "n2 RENAME data pg");
    assertThat(cluster.uses("n1", DB)).containsExactly("books");
    assertThat(cluster.shows("n1", PG) || cluster.shows("n2", PG)).isFalse();
    assertThat(cluster.shows("n1", BOOKS) && cluster.shows("n2", BOOKS)).isTrue();
  }

  @Test
  void andOnlyOnce() {
    run(USER, RENAMED);
    cluster.log.clear();

    assertThat(run(USER, RENAMED).count(Report.Outcome.CHANGED)).isZero();
    assertThat(run(USER, "data books").count(Report.Outcome.CHANGED)).isZero();
    assertThat(cluster.log).noneMatch(l -> l.contains("RENAME"));
  }

  @Test
  void aCheckSaysSoAndTouchesNothing() {
    checked(USER, RENAMED);

    nothingWasTouched();
    assertThat(plans.getLast().actions())
        .filteredOn(a -> a.ref().equals(BOOKS))
        .singleElement()
        .satisfies(
            a -> {
              assertThat(a.kind()).isEqualTo(Action.Kind.UPDATE);
              assertThat(a.nodes()).containsExactly("n1", "n2");
              assertThat(a.note()).isEqualTo("renamed, it was pg");
            });
    assertThat(plans.getLast().notes()).noneMatch(n -> n.contains("is kept"));
  }

  @Test
  void withoutAUserItIsJustRenamed() {
    run("app db absent", "data pg on=n1");
    cluster.log.clear();

    assertThat(run("data books on=n1 was=pg").good()).isTrue();
    assertThat(cluster.shows("n1", BOOKS) && cluster.shows("n2", BOOKS)).isTrue();
  }

  @Test
  void allItsUsersStopTogether() {
    run("app db on=n1 uses=pg guarded=yes", "app web on=n1 uses=pg guarded=yes");
    cluster.log.clear();

    assertThat(run(USER, "app web on=n1 uses=books guarded=yes", RENAMED).good()).isTrue();
    inOrder("n1 QUIESCE guard web", "n1 RENAME data pg", "n1 RESUME guard web");
    inOrder("n1 QUIESCE guard db", "n1 RENAME data pg", "n1 RESUME guard db");
  }

  @Test
  void itsUserMayGetAnotherNameToo() {
    assertThat(run("app new on=n1 uses=books guarded=yes", RENAMED).good()).isTrue();
    inOrder("n1 QUIESCE guard db", "n1 RENAME data pg", "n1 RESUME guard new", "n1 APPLY app db");
  }

  @Test
  void itsUserRunsAgainWhenItCannotBeRenamed() {
    cluster.failing(line -> line.equals("n1 RENAME data pg"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.uses("n1", DB)).containsExactly("pg");
    assertThat(cluster.shows("n1", PG)).isTrue();
  }

  @Test
  void itKeepsItsNewNameOnceItMayHaveBeenWrittenTo() {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    assertThat(cluster.shows("n1", BOOKS)).isTrue();
    assertThat(cluster.log).doesNotContain("n1 RENAME data books");
    cluster.failing(line -> false);
    assertThat(run(USER, RENAMED).good()).isTrue();
    assertThat(cluster.shows("n2", BOOKS)).isTrue();
    assertThat(cluster.runs("n1", DB)).isTrue();
  }

  @Test
  void itIsOpenedAgainWhenRenamingStopsHalfway() {
    cluster.failing(
        line -> {
          if (line.equals("n1 RENAME data pg")) {
            cluster.close("n1", PG);
            return true;
          }
          return false;
        });

    assertThat(run(USER, RENAMED).good()).isFalse();
    inOrder("n1 RENAME data pg", "n1 OPEN data pg", "n1 RESUME guard db");
  }

  @Test
  void whatItCannotBeIsSeenBeforeTheStop() {
    cluster.failing(line -> line.equals("n1 PREPARE data pg"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
  }

  @Test
  void whatIsBeingReadOnAnyNodeIsSeenBeforeTheStop() {
    cluster.failing(line -> line.equals("n2 REQUIRE_CLOSABLE data pg"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
  }

  @Test
  void itGoesBackWhenItCannotBeAsItShould() {
    cluster.failing(line -> line.equals("n1 APPLY data books"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    inOrder("n1 RENAME data pg", "n1 RENAME data books", "n1 RESUME guard db");
    assertThat(cluster.uses("n1", DB)).containsExactly("pg");
  }

  @Test
  void ofSeveralUsersOneThatCannotStartKeepsAllFromIt() {
    cluster.foreign("n1", WEB, Map.of("image", "1"));

    assertThat(run(USER, "app web on=n1 uses=books", RENAMED).good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).why())
        .isEqualTo("it is not renamed, as app web, which is to have it, cannot start");
  }

  @Test
  void aRunThatIsAboutItsUserIsAboutItToo() {
    Options tagged = new Options(new Selection(Set.of(), Set.of("apps")), false, Set.of(), false);
    RunOptions some = new RunOptions(false, tagged, Duration.ZERO, new Errand("me", "run"));
    Project project =
        cluster.project(
            "app db on=n1 uses=books guarded=yes tags=apps", "data books was=pg tags=x");

    assertThat(report(runner(cluster, some), project).good()).isTrue();
    inOrder("n1 QUIESCE guard db", "n1 RENAME data pg", "n1 RESUME guard db");
  }

  @Test
  void aUserThatGetsAnotherNameTooStaysUntilItCan() {
    String renamed = "app new on=n1 uses=books guarded=yes";

    assertThat(report(without("n3"), cluster.project(renamed, RENAMED)).good()).isFalse();
    nothingWasTouched();
    assertThat(limited("n1", renamed, RENAMED).good()).isTrue();
    nothingWasTouched();
  }

  @Test
  void whatIsNotFlockersHasTheNameAlready() {
    cluster.foreign("n1", BOOKS, Map.of());

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
  }

  @Test
  void oneThatCameBackByTheNewNameIsSetAside() {
    cluster.owner("n3", BOOKS);
    cluster.promoted("n1", PG);

    run(USER, RENAMED);
    assertThat(cluster.log).contains("repair books");
  }

  @Test
  void aReplicaFollowsThoughAnotherNodeIsNotSeen() {
    cluster.failing(line -> line.equals("n2 RENAME data pg"));
    run(USER, RENAMED);
    cluster.failing(line -> false);

    assertThat(report(without("n3"), cluster.project(USER, RENAMED)).good()).isTrue();
    assertThat(cluster.shows("n2", BOOKS)).isTrue();
  }

  @Test
  void aReplicaThatWasLeftBehindFollowsWithoutAStop() {
    cluster.failing(line -> line.equals("n2 RENAME data pg"));
    run(USER, RENAMED);
    assertThat(cluster.shows("n2", PG)).isTrue();
    cluster.failing(line -> false);
    cluster.log.clear();

    assertThat(run(USER, RENAMED).good()).isTrue();
    assertThat(cluster.shows("n2", BOOKS)).isTrue();
    assertThat(cluster.log).noneMatch(l -> l.contains("QUIESCE"));
  }

  @Test
  void whatACommandRenamedHalfIsRenamedWhole() {
    cluster.destroy("n2", PG);
    cluster.replica("n2", BOOKS, "n1");

    assertThat(run(USER, RENAMED).good()).isTrue();
    assertThat(cluster.shows("n1", BOOKS)).isTrue();
  }

  @Test
  void aNodeThatWasNotSeenMayHaveACopy() {
    Report report = report(without("n3"), cluster.project(USER, RENAMED));

    assertThat(report.good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).why())
        .isEqualTo(
            "it cannot be renamed: a node that was not seen may have a copy by its old name");
  }

  @Test
  void whatHasTheNameAlreadyIsNotWrittenOver() {
    cluster.owner("n1", BOOKS);

    assertThat(run(USER, RENAMED).good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).why())
        .isEqualTo("it is there already, and so is data pg, which it was to be");
  }

  @Test
  void itDoesNotMoveInTheSameRun() {
    assertThat(run("app db on=n2 uses=books guarded=yes", RENAMED).good()).isFalse();
    nothingWasTouched();
    assertThat(plans.getLast().refusals().get(BOOKS).remedy())
        .isEqualTo("let it be on n1 for this run");
  }

  @Test
  void aUserOutsideOfTheRunKeepsIt() {
    run("app db on=n1 uses=pg guarded=yes", "app web on=n1 uses=pg guarded=yes");
    cluster.log.clear();

    assertThat(limited("n2", USER, "app web on=n1 uses=books guarded=yes", RENAMED).good())
        .isTrue();
    nothingWasTouched();
    assertThat(plans.getLast().pending()).contains(BOOKS, DB);
  }

  @Test
  void oneThatStaysStoppedByHandKeepsIt() {
    run("app db on=n1 uses=pg guarded=yes", "app web on=n1 uses=pg guarded=yes");
    cluster.stop("n1", WEB, "ann");
    cluster.log.clear();

    run(USER, "app web on=n1 uses=books guarded=yes", RENAMED);
    nothingWasTouched();
  }

  @Test
  void itsDataIsNotDestroyedForWantOfAName() {
    run(USER, RENAMED);
    assertThat(plans.getLast().changes()).noneMatch(c -> c.ref().equals(PG));
  }

  @ParameterizedTest
  @CsvSource({
    "data pg was=pg, is its name",
    "data books was=pg;data pg on=n1, is declared too",
    "data books was=pg;data pg absent, is declared too",
    "'data books was=pg;data more was=pg', 'is what data books was, too'",
  })
  void whatItWasIsNobodysName(String lines, String why) {
    List<Problem> problems = new ArrayList<>();
    Checks.check(List.of(cluster.project(lines.split(";"))), cluster.types, problems::add);
    assertThat(problems).extracting(Problem::why).contains(why);
  }
}

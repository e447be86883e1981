package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.session.Errand;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Data that its playbook calls otherwise keeps what it holds, and is open to one at a time. */
class RenamingTest extends RenamingRuns {

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
  void itGoesBackWhenItCannotBeAsItShould() {
    cluster.failing(line -> line.equals("n1 APPLY data books"));

    assertThat(run(USER, RENAMED).good()).isFalse();
    inOrder("n1 RENAME data pg", "n1 RENAME data books", "n1 RESUME guard db");
    assertThat(cluster.uses("n1", DB)).containsExactly("pg");
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
  void itsDataIsNotDestroyedForWantOfAName() {
    run(USER, RENAMED);
    assertThat(plans.getLast().changes()).noneMatch(c -> c.ref().equals(PG));
  }
}

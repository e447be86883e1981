package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Repair;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Whole runs over nodes in memory: what is done, in which order, and that a second run finds
 * nothing to do.
 */
class RunnerTest {

  private static final Ref DB = new Ref("app", "db");
  private static final Ref WEB = new Ref("app", "web");
  private static final String GUARDED = "app db on=n1 uses=pg port=5432 guarded=yes";
  private static final String MOVED = "app db on=n2 uses=pg port=5432 guarded=yes";

  private final FakeCluster cluster = new FakeCluster("shop", "n1", "n2", "n3");
  private final List<Plan> plans = new ArrayList<>();

  @Test
  void makesWhatIsDeclaredAndThenFindsNothingToDo() {
    Report first = run("app web on=n2 port=80", GUARDED, "wire from=web to=db port=7");

    assertThat(first.count(Outcome.CHANGED)).isEqualTo(first.outcomes().size());
    assertThat(cluster.runs("n1", DB)).isTrue();
    assertThat(cluster.runs("n2", WEB)).isTrue();

    Report second = run("app web on=n2 port=80", GUARDED, "wire from=web to=db port=7");
    assertThat(second.outcomes().values()).containsOnly(Outcome.OK);
  }

  @Test
  void dataComesFirstThenWhatUsesItThenTheWayThere() {
    run(GUARDED);

    inOrder(
        "n1 APPLY data pg",
        "n1 PREPARE app db",
        "n1 APPLY app db",
        "n1 APPLY guard db",
        "n1 RESUME guard db",
        "n1 AWAIT_HEALTHY app db",
        "n2 APPLY path 5432");
  }

  @Test
  void aMoveHoldsStopsMovesStartsTurnsAndCleansUpInThisOrder() {
    run(GUARDED);
    cluster.log.clear();

    run(MOVED);

    inOrder("n2 PREPARE app db", "n1 QUIESCE guard db");
    inOrder(
        "push pg",
        "n1 HOLD path 5432",
        "n1 QUIESCE guard db",
        "release pg",
        "establish pg n1 n2",
        "n2 RESUME guard db",
        "n2 AWAIT_HEALTHY app db",
        "n2 APPLY path 5432",
        "n3 APPLY path 5432",
        "n1 RELEASE path 5432",
        "n1 APPLY guard db",
        "n1 APPLY app db");
    assertThat(cluster.shows("n1", DB)).isFalse();
    assertThat(cluster.runs("n2", DB)).isTrue();
    assertThat(run(MOVED).outcomes().values()).containsOnly(Outcome.OK);
  }

  @Test
  void aMoveIsOneLineAResource() {
    run(GUARDED);

    run(MOVED);

    assertThat(plans.getLast().actions().stream().filter(a -> a.kind() == Action.Kind.MOVE))
        .extracting(a -> a.ref() + " " + a.nodes() + " " + a.to())
        .containsExactlyInAnyOrder("data pg [n1] [n2]", "app db [n1] [n2]", "guard db [n1] [n2]");
  }

  @Test
  void whatWasStoppedRunsAgainWhenItsDataCannotBeReleased() {
    run(GUARDED);
    cluster.failing(line -> line.equals("release pg"));

    Report report = run(MOVED);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.runs("n1", DB)).isTrue();
    inOrder("release pg", "giveUp pg", "n1 RESUME guard db", "n1 RELEASE path 5432");
  }

  @Test
  void aRouteNeverPointsAtSomethingUnhealthy() {
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));

    Report report = run(GUARDED);

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.log).noneMatch(line -> line.contains("APPLY path"));
  }

  @Test
  void theOldOneComesBackWhenItsReplacementFails() {
    run("app web on=n2 image=1");
    cluster.failing(line -> line.equals("n2 AWAIT_HEALTHY app web"));
    cluster.log.clear();

    Report report = run("app web on=n2 image=2");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    inOrder(
        "n2 PREPARE app web",
        "n2 QUIESCE app web",
        "n2 APPLY app web",
        "n2 REVERT app web",
        "n2 RESUME app web");
    assertThat(cluster.log).doesNotContain("n2 SETTLE app web");
  }

  @Test
  void theOldOneComesBackWhereItWasWhenItsMoveFails() {
    run("app web on=n2 port=80");
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app web"));

    Report report = run("app web on=n1 port=80");

    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.FAILED);
    assertThat(cluster.runs("n2", WEB)).isTrue();
    assertThat(cluster.runs("n1", WEB)).isFalse();
  }

  @Test
  void theOldOwnerGoesOnWhenTheHandoffFails() {
    run(GUARDED);
    cluster.failing(line -> line.equals("establish pg n1 n2"));

    run(MOVED);

    assertThat(cluster.runs("n1", DB)).isTrue();
    inOrder("establish pg n1 n2", "giveUp pg", "n1 RESUME guard db", "n1 RELEASE path 5432");
  }

  @Test
  void withDataASnapshotIsTakenAndNothingRollsBackByItself() {
    run(GUARDED + " image=1");
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app db"));
    cluster.log.clear();

    run(GUARDED + " image=2");

    inOrder("n1 QUIESCE guard db", "n1 SNAPSHOT data pg", "n1 APPLY app db");
    assertThat(cluster.log).noneMatch(line -> line.contains("REVERT"));
  }

  @Test
  void twoThatSwapTheirNodesDoNotWaitForEachOther() {
    run("app a on=n1 uses=x port=1", "app b on=n2 uses=y port=2");

    Report report = run("app a on=n2 uses=x port=1", "app b on=n1 uses=y port=2");

    assertThat(report.good()).isTrue();
    assertThat(cluster.runs("n2", new Ref("app", "a"))).isTrue();
    assertThat(cluster.runs("n1", new Ref("app", "b"))).isTrue();
  }

  @Test
  void portsThatSwapOwnersAreGivenUpBeforeTheyAreTaken() {
    run("app a on=n1 port=1", "app b on=n1 port=2");
    cluster.log.clear();

    Report report = run("app a on=n1 port=2", "app b on=n1 port=1");

    assertThat(report.good()).isTrue();
    inOrder("n1 QUIESCE app a", "n1 RESUME app b");
    inOrder("n1 QUIESCE app b", "n1 RESUME app a");
  }

  @Test
  void aWireStartsAfterWhatItReachesUnlessTheyReachEachOther() {
    run("app web on=n2", "app db on=n1", "wire from=web to=db port=7");
    inOrder("n1 AWAIT_HEALTHY app db", "n2 RESUME guard web");

    FakeCluster both = new FakeCluster("ring", "n1");
    Report report =
        run(
            both,
            both.project(
                "app a on=n1",
                "app b on=n1",
                "wire from=a to=b port=7",
                "wire from=b to=a port=7"));
    assertThat(report.good()).isTrue();
  }

  @Test
  void whatFailsStopsOnlyWhatNeedsIt() {
    cluster.failing(line -> line.equals("n1 PREPARE app a"));

    Report report = run("app a on=n1 port=1", "app b on=n2 port=2");

    assertThat(report.outcomes().get(new Ref("app", "a"))).isEqualTo(Outcome.FAILED);
    assertThat(report.outcomes().get(new Ref("app", "b"))).isEqualTo(Outcome.CHANGED);
  }

  @Test
  void whatNobodyNamesAnyMoreGoesButItsDataStays() {
    run(GUARDED);

    Report report = run();

    assertThat(cluster.shows("n1", DB)).isFalse();
    assertThat(cluster.shows("n1", new Ref("guard", "db"))).isFalse();
    assertThat(cluster.shows("n2", new Ref("path", "5432"))).isFalse();
    assertThat(cluster.shows("n1", new Ref("data", "pg"))).isTrue();
    assertThat(plans.getLast().notes())
        .containsExactly("data pg on n1 is kept, though nothing names it any more");
    assertThat(report.good()).isTrue();
  }

  @Test
  void whatSomebodyElseMadeIsRefused() {
    cluster.foreign("n1", DB, Map.of("image", "1"));

    Report report = run("app db on=n1", "app web on=n2");

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.FAILED);
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
    assertThat(cluster.log).noneMatch(line -> line.endsWith("app db"));
  }

  @Test
  void whatDoesNotRunIsStarted() {
    run("app web on=n2");
    cluster.kill("n2", WEB);
    cluster.log.clear();

    run("app web on=n2");

    assertThat(cluster.runs("n2", WEB)).isTrue();
    assertThat(cluster.log).doesNotContain("n2 QUIESCE app web");
  }

  @Test
  void nothingIsMadeToLeadToWhatCouldNotBeSeen() {
    Map<String, NodeSession> reached = new LinkedHashMap<>(cluster.sessions());
    reached.remove("n1");
    RunOptions real = new RunOptions(false, options(Set.of()), Duration.ZERO, "me");
    Runner runner =
        new Runner(
            cluster.types,
            new Sessions(reached),
            Map.of("n1", new NodeTrouble.Unreachable("n1", "no route to host", "")),
            real,
            new Quiet(),
            (plan, s) -> new Moving(cluster, s));

    runner.run(List.of(cluster.project("app db on=n1 port=5432", "app web on=n2")));
    Report report = runner.reports().getFirst();

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.UNREACHABLE);
    assertThat(report.outcomes().get(new Ref("path", "5432"))).isEqualTo(Outcome.UNREACHABLE);
    assertThat(report.outcomes().get(WEB)).isEqualTo(Outcome.CHANGED);
    assertThat(cluster.log).noneMatch(line -> line.contains("path"));
  }

  @Test
  void nothingIsTakenDownForANodeThatCouldNotBeSeen() {
    run("app web on=n2 port=80");
    Map<String, NodeSession> reached = new LinkedHashMap<>(cluster.sessions());
    reached.remove("n1");
    RunOptions real = new RunOptions(false, options(Set.of()), Duration.ZERO, "me");

    new Runner(
            cluster.types,
            new Sessions(reached),
            Map.of("n1", new NodeTrouble.Unreachable("n1", "no route to host", "")),
            real,
            new Quiet(),
            (plan, s) -> new Moving(cluster, s))
        .run(List.of(cluster.project("app web on=n1 port=80")));

    assertThat(cluster.runs("n2", WEB)).isTrue();
  }

  @Test
  void checkingWritesNothing() {
    RunOptions check = new RunOptions(true, options(Set.of()), Duration.ZERO, "me");

    Report report = report(cluster, check, cluster.project(GUARDED));

    assertThat(report.outcomes().values()).containsOnly(Outcome.PENDING);
    assertThat(cluster.log).isEmpty();
  }

  @Test
  void aMoveOutOfTheLimitIsPending() {
    run(GUARDED);
    cluster.log.clear();
    RunOptions limited = new RunOptions(false, options(Set.of("n2")), Duration.ZERO, "me");

    Report report = report(cluster, limited, cluster.project(MOVED));

    assertThat(report.outcomes().get(DB)).isEqualTo(Outcome.PENDING);
    assertThat(cluster.log).noneMatch(line -> !line.endsWith("LOCK"));
  }

  private static Options options(Set<String> limit) {
    return new Options(new Selection(limit, Set.of()), false, Set.of());
  }

  private Report run(String... lines) {
    return run(cluster, cluster.project(lines));
  }

  private Report run(FakeCluster on, Project project) {
    RunOptions real = new RunOptions(false, options(Set.of()), Duration.ZERO, "me");
    return report(on, real, project);
  }

  private Report report(FakeCluster on, RunOptions options, Project project) {
    Runner runner = runner(on, options);
    runner.run(List.of(project));
    return runner.reports().getFirst();
  }

  private Runner runner(FakeCluster on, RunOptions options) {
    return new Runner(
        on.types,
        new Sessions(on.sessions()),
        Map.of(),
        options,
        new Quiet(),
        (plan, s) -> new Moving(on, s));
  }

  private void inOrder(String... lines) {
    assertThat(cluster.log).containsSubsequence(lines);
  }

  /** Moves data in the fake cluster, and logs it. */
  private record Moving(FakeCluster on, Sessions sessions) implements Movers {
    @Override
    public Mover mover(DataMove move) {
      return new Mover() {
        @Override
        public Ref ref() {
          return move.ref();
        }

        @Override
        public void push(Progress progress) {
          say("push " + move.ref().name());
        }

        @Override
        public void release(Progress progress) {
          say("release " + move.ref().name());
        }

        @Override
        public void establish(List<Call> then, Progress progress) {
          say("establish " + move.ref().name() + " " + move.from() + " " + move.to());
          on.moved(move.ref(), move.from(), move.to());
          sessions.of(move.to()).perform(then, progress);
        }

        @Override
        public String giveUp() {
          say("giveUp " + move.ref().name());
          return on.shows(move.from(), move.ref()) ? move.from() : move.to();
        }

        @Override
        public void finish() {
          say("finish " + move.ref().name());
        }
      };
    }

    @Override
    public void copy(DataMove move, Progress progress) {
      say("copy " + move.ref().name());
    }

    @Override
    public void repair(Repair repair) {
      say("repair " + repair.ref().name());
    }

    private void say(String line) {
      on.say(line);
    }
  }

  private final class Quiet implements RunListener {
    @Override
    public void unreachable(String node, NodeTrouble why) {}

    @Override
    public void planned(Project project, Plan plan) {
      plans.add(plan);
    }

    @Override
    public void finished(Project project, Report report) {}

    @Override
    public void began(String title, Set<Ref> about) {}

    @Override
    public void progress(String title, String what, long done, long total) {}

    @Override
    public void ended(String title, Set<Ref> about) {}

    @Override
    public void failed(String title, Set<Ref> about, NodeTrouble why) {
      if (why instanceof NodeTrouble.Broken) {
        throw why;
      }
    }

    @Override
    public void skipped(String title, Set<Ref> about) {}

    @Override
    public void note(String text) {}
  }
}

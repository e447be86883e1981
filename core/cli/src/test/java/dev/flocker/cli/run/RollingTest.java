package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is on several nodes is replaced there in the order and number that it says. */
class RollingTest extends FakeRuns {

  private static final String OLD = "app web on=n1,n2,n3 port=80 image=1";
  private static final String NEW = "app web on=n1,n2,n3 port=80 image=2";

  @Test
  void oneAfterTheOtherOnceTheOneBeforeIsProved() {
    run(OLD);
    cluster.log.clear();

    assertThat(run(NEW).good()).isTrue();

    inOrder(
        "n1 QUIESCE app web",
        "n1 PROVE app web",
        "n1 SETTLE app web",
        "n2 QUIESCE app web",
        "n2 SETTLE app web",
        "n3 QUIESCE app web");
  }

  @Test
  void waitsBeforeEachButTheFirst() {
    run(OLD);
    long begun = System.nanoTime();

    assertThat(run(NEW + " pause=200ms").good()).isTrue();

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void visitorsAreLedToTheOthersMeanwhile() {
    run(OLD);
    cluster.log.clear();

    run(NEW);

    inOrder(
        "n1 APPLY path 80",
        "n1 QUIESCE app web",
        "n1 AWAIT_HEALTHY app web",
        "n1 APPLY path 80",
        "n1 PROVE app web");
    assertThat(cluster.log).as("nobody waits").noneMatch(l -> l.contains("HOLD"));
    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
    assertThat(run(NEW).outcomes().values()).as("nothing is left").containsOnly(Outcome.OK);
  }

  @Test
  void whereItIsReplacedNobodyIsLed() {
    run(OLD);
    cluster.failing(
        line -> {
          if (line.equals("n2 QUIESCE app web")) {
            assertThat(targets()).allMatch(List.of("n1", "n3")::equals);
          }
          return false;
        });

    assertThat(run(NEW).good()).isTrue();
  }

  @Test
  void visitorsWaitWhereNobodyElseServes() {
    run("app web on=n1 port=80 image=1");
    cluster.log.clear();

    run("app web on=n1 port=80 image=2");

    inOrder("n1 HOLD path 80", "n1 QUIESCE app web");
  }

  /** With two at once of two nobody would be left. */
  @Test
  void visitorsWaitWhereAllAreReplacedAtOnce() {
    run("app web on=n1,n2 port=80 image=1");
    cluster.log.clear();

    run("app web on=n1,n2 port=80 image=2 parallel=2");

    assertThat(cluster.log).contains("n1 HOLD path 80", "n2 HOLD path 80");
    assertThat(cluster.log.indexOf("n2 QUIESCE app web"))
        .isLessThan(cluster.log.indexOf("n1 SETTLE app web"));
  }

  @Test
  void someAtOnceAndTheNextOnlyAfterThose() {
    run(OLD);
    cluster.failing(line -> line.equals("n1 AWAIT_HEALTHY app web"));
    cluster.log.clear();

    run(NEW + " parallel=2");

    assertThat(cluster.log)
        .contains("n2 SETTLE app web", "n1 REVERT app web")
        .doesNotContain("n3 QUIESCE app web");
  }

  @Test
  void theFirstThatDoesNotGetWellEndsIt() {
    run(OLD);
    AtomicBoolean old = new AtomicBoolean();
    cluster.failing(line -> line.equals("n2 AWAIT_HEALTHY app web") && !old.getAndSet(true));
    cluster.log.clear();

    assertThat(run(NEW).outcomes()).containsEntry(WEB, Outcome.FAILED);

    assertThat(images()).containsExactly("2", "1", "1");
    assertThat(cluster.log).doesNotContain("n3 QUIESCE app web", "n1 REVERT app web");
    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
  }

  @Test
  void thoseThatAreDoneGoBackWithItIfSoWanted() {
    run(OLD);
    cluster.failing(line -> line.equals("n2 PROVE app web"));
    cluster.log.clear();

    assertThat(run(NEW + " reverts=yes").outcomes()).containsEntry(WEB, Outcome.FAILED);

    assertThat(images()).containsExactly("1", "1", "1");
    assertThat(notes).contains("app web on n1 went back");
    inOrder("n1 PROVE app web", "n2 PROVE app web", "n1 REVERT app web", "n1 RESUME app web");
    assertThat(cluster.log).doesNotContain("n3 QUIESCE app web", "n1 SETTLE app web");
    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
  }

  @Test
  void theirPredecessorsGoOnceAllAreProved() {
    run(OLD);
    cluster.log.clear();

    assertThat(run(NEW + " reverts=yes").good()).isTrue();

    inOrder("n3 PROVE app web", "n1 SETTLE app web");
    assertThat(images()).containsExactly("2", "2", "2");
  }

  @Test
  void theyGoBackOneAfterTheOther() {
    run(OLD);
    cluster.failing(line -> line.equals("n3 PROVE app web"));
    cluster.log.clear();

    run(NEW + " reverts=yes");

    inOrder("n1 REVERT app web", "n1 RESUME app web", "n2 REVERT app web", "n2 RESUME app web");
    assertThat(images()).containsExactly("1", "1", "1");
    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
  }

  /** A run that is interrupted looks at it no longer. */
  @Test
  void oneThatNobodyLooksOnAnyMoreGoesBackToo() {
    run(OLD);
    cluster.failing(
        line -> {
          if (line.equals("n2 PROVE app web")) {
            throw new NodeTrouble.Cancelled("n2");
          }
          return false;
        });

    run(NEW + " reverts=yes");

    assertThat(images()).containsExactly("1", "1", "1");
  }

  @Test
  void aWayThatCouldNotBeLedBackIsTriedAgain() {
    run(OLD);
    AtomicInteger applied = new AtomicInteger();
    cluster.failing(line -> line.equals("n3 APPLY path 80") && applied.incrementAndGet() == 2);

    run(NEW);

    assertThat(targets()).allMatch(List.of("n1", "n2", "n3")::equals);
  }

  /** It has none from when that is replaced until it is made anew itself. */
  @Test
  void whatHasItsNetworkFollowsItOnEachNode() {
    String inner = "app side on=n1,n2 within=web";
    run("app web on=n1,n2 port=80 image=1", inner);
    cluster.log.clear();

    assertThat(run("app web on=n1,n2 port=80 image=2", inner).good()).isTrue();

    inOrder(
        "n1 AWAIT_HEALTHY app web",
        "n1 AWAIT_HEALTHY app side",
        "n2 QUIESCE app web",
        "n2 AWAIT_HEALTHY app web",
        "n2 AWAIT_HEALTHY app side");
  }

  @Test
  void alsoWhereItComesToAnotherNodeMeanwhile() {
    run("app web on=n1,n2 port=80 image=1", "app side on=n1,n2 within=web");

    Report report = run("app web on=n1,n2,n3 port=80 image=2", "app side on=n1,n2,n3 within=web");

    assertThat(report.good()).isTrue();
    assertThat(images()).containsExactly("2", "2", "2");
  }

  /** Then it is not known how the others fare; what is kept can go back. */
  @Test
  void aNodeThatIsLostOnTheWayTakesThemBackToo() {
    run(OLD);
    cluster.failing(
        line -> {
          if (line.equals("n2 PROVE app web")) {
            throw new NodeTrouble.Unreachable("n2", "it has been silent for 30 s", "");
          }
          return false;
        });

    run(NEW + " reverts=yes");

    assertThat(images().getFirst()).isEqualTo("1");
  }

  private List<String> images() {
    return List.of("n1", "n2", "n3").stream()
        .map(n -> state(n, "app", "web"))
        .map(s -> String.valueOf(s.get("image")))
        .toList();
  }

  private List<Object> targets() {
    return List.of("n1", "n2", "n3").stream()
        .map(n -> Optional.ofNullable(state(n, "path", "80").get("targets")).orElse(List.of()))
        .toList();
  }

  private Map<String, Object> state(String node, String type, String name) {
    return cluster.state(node, new Ref(type, name));
  }
}

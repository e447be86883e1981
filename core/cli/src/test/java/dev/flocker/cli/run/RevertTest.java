package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.run.Report.Outcome;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A rollout goes wrong, and so does what it does about that. */
class RevertTest extends FakeRuns {

  private static final String OLD = "app web on=n1,n2,n3 port=80 image=1";
  private static final String NEW = "app web on=n1,n2,n3 port=80 image=2";
  private static final List<String> ALL = List.of("n1", "n2", "n3");

  private static NodeTrouble silent(String node) {
    return new NodeTrouble.Unreachable(node, "it has been silent for 30 s", "");
  }

  /** Its answer is lost, though it may have done what it was asked. */
  private void losing(String node, Predicate<String> lines) {
    cluster.failing(
        line -> {
          if (lines.test(line)) {
            throw silent(node);
          }
          return false;
        });
  }

  @Test
  void aNodeThatAnswersNoMoreKeepsNoneOfTheOthersFromGoingBack() {
    run(OLD);
    AtomicBoolean lost = new AtomicBoolean();
    losing(
        "n2",
        line -> {
          lost.compareAndSet(false, line.equals("n2 PROVE app web"));
          return lost.get() && line.startsWith("n2 ");
        });

    assertThat(run(NEW + " reverts=yes").outcomes()).containsEntry(WEB, Outcome.FAILED);

    assertThat(image("n1")).isEqualTo("1");
    assertThat(notes)
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("app web on n1 went back; n2: path 80 may ")
                    .contains("it has been silent for 30 s; once n2 answers, run again"));
  }

  /** It may lead elsewhere than it did before, whatever was heard of that. */
  @Test
  void whatMayHaveBeenTurnedIsTurnedAgain() {
    run(OLD);
    AtomicInteger resets = new AtomicInteger();
    losing("n3", line -> line.equals("n3 RESET path 80") && resets.incrementAndGet() == 1);

    assertThat(run(NEW).outcomes()).containsEntry(WEB, Outcome.FAILED);

    assertThat(targets("n3")).isEqualTo(ALL);
    assertThat(cluster.log).as("it is not stopped").doesNotContain("n1 QUIESCE app web");
  }

  @Test
  void whatCouldNotBeTurnedIsAttemptedAtTheEnd() {
    run(OLD);
    AtomicInteger applied = new AtomicInteger();
    losing(
        "n3",
        line ->
            line.equals("n3 APPLY path 80")
                && applied.incrementAndGet() >= 2
                && applied.get() <= 3);

    run(NEW);

    assertThat(targets("n3")).isEqualTo(ALL);
    assertThat(applied).hasValue(4);
  }

  @Test
  void whatCanBeTurnedByNoMeansIsSaidWithItsNodeAndWhatToDo() {
    run(OLD);
    AtomicInteger applied = new AtomicInteger();
    losing("n3", line -> line.equals("n3 APPLY path 80") && applied.incrementAndGet() >= 2);

    Report report = run(NEW);

    assertThat(report.outcomes()).containsEntry(WEB, Outcome.FAILED);
    assertThat(failures)
        .last()
        .isEqualTo(
            "n3: path 80 may not lead to app web on all of its nodes: it has been silent for 30 s;"
                + " once n3 answers, run again, which turns it");
  }

  @Test
  void whatWasNotReplacedDoesNotGoBack() {
    run("app web on=n2,n3 port=80 image=1");
    cluster.failing(line -> line.equals("n3 PROVE app web"));

    run(NEW + " reverts=yes");

    assertThat(notes).contains("app web on n2 went back").noneMatch(n -> n.contains("on n1"));
    assertThat(image("n1")).isEqualTo("2");
    assertThat(image("n2")).isEqualTo("1");
  }

  @Test
  void whatLeavesANodeIsGoneWhateverBecomesOfTheOthers() {
    run(OLD);
    cluster.failing(line -> line.equals("n2 PROVE app web"));

    run("app web on=n1,n2 port=80 image=2 parallel=2 reverts=yes");

    assertThat(cluster.shows("n3", WEB)).isFalse();
    assertThat(image("n1")).isEqualTo("1");
  }

  /** Visitors are led to where it is now: only what a node saw is a relapse. */
  @Test
  void whatHasMovedStaysWhereItIsThoughNobodyLooksOn() {
    run("app web on=n1 port=80 image=1");
    cluster.failing(
        line -> {
          if (line.equals("n2 PROVE app web")) {
            throw new NodeTrouble.Cancelled("n2");
          }
          return false;
        });
    cluster.log.clear();

    run("app web on=n2 port=80 image=1 reverts=yes");

    assertThat(cluster.log).doesNotContain("n2 STOP app web", "n1 RESUME app web");
    assertThat(notes).noneMatch(n -> n.contains("went back"));
  }

  private Object image(String node) {
    return cluster.state(node, WEB).getOrDefault("image", "none");
  }

  private Object targets(String node) {
    return cluster.state(node, new Ref("path", "80")).getOrDefault("targets", List.of());
  }
}

package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.run.Report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visitors are led past nodes where something is not well, while it is well on others. */
class ServingTest extends FakeRuns {

  private static final String WEBS = "app web on=n1,n2,n3 port=80 image=1";
  private static final String SICK = "unhealthy: connection refused";

  @BeforeEach
  void allAreWell() {
    run(WEBS);
    cluster.log.clear();
  }

  private List<Object> targets() {
    return List.of("n1", "n2", "n3").stream()
        .map(n -> cluster.state(n, Ref.parse("path 80")).get("targets"))
        .toList();
  }

  private void leadsTo(String... nodes) {
    assertThat(targets()).allMatch(List.of(nodes)::equals);
  }

  private List<Object> targetsWhileN2IsWaitedFor() {
    return targetsWhileWaitedFor("n2");
  }

  private List<Object> targetsWhileWaitedFor(String node) {
    List<Object> meanwhile = new ArrayList<>();
    cluster.failing(
        line -> {
          if (line.equals(node + " AWAIT_HEALTHY app web")) {
            meanwhile.addAll(targets());
          }
          return false;
        });
    return meanwhile;
  }

  @Test
  void aRunThatHasNothingElseToDoLeadsPastOneAndBack() {
    cluster.ails("n2", WEB, SICK);

    assertThat(run(WEBS).good()).isTrue();
    leadsTo("n1", "n3");
    assertThat(plans.getLast().notes())
        .anyMatch(n -> n.startsWith("app web is not well on n2 (" + SICK + "): visitors are led"));
    assertThat(run(WEBS).outcomes().values()).as("so it stays").containsOnly(Outcome.OK);

    cluster.heals("n2", WEB);
    run(WEBS);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void whereItIsWellNowhereNothingIsTurned() {
    List.of("n1", "n2", "n3").forEach(n -> cluster.ails(n, WEB, SICK));

    assertThat(run(WEBS).outcomes().values()).containsOnly(Outcome.OK);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void oneThatAPersonStoppedIsLedPast() {
    cluster.kill("n3", WEB);
    cluster.stop("n3", WEB, "ann@laptop");

    run(WEBS);
    leadsTo("n1", "n2");
  }

  @Test
  void visitorsComeToOneThatIsStartedOnlyOnceItIsWell() {
    cluster.kill("n2", WEB);
    List<Object> meanwhile = targetsWhileN2IsWaitedFor();

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n3")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void notToOneThatDoesNotGetWell() {
    cluster.kill("n2", WEB);
    cluster.failing(line -> line.equals("n2 AWAIT_HEALTHY app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n3");

    cluster.failing(line -> false);
    assertThat(run(WEBS).good()).isTrue();
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void notToOneThatDoesNotStayUp() {
    cluster.kill("n2", WEB);
    cluster.failing(line -> line.equals("n2 PROVE app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n3");
  }

  /** They were led past at once before. */
  private void twoAreDownAndLedPast() {
    List.of("n2", "n3").forEach(n -> cluster.ails(n, WEB, SICK));
    run(WEBS);
    leadsTo("n1");
    List.of("n2", "n3").forEach(n -> cluster.heals(n, WEB));
    List.of("n2", "n3").forEach(n -> cluster.kill(n, WEB));
    cluster.log.clear();
  }

  @Test
  void oneOfTwoThatGetsWellBringsNobodyToTheOther() {
    twoAreDownAndLedPast();
    List<Object> meanwhile = targetsWhileWaitedFor("n3");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n2")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void norWhereTheRoutesStillLeadToBoth() {
    List.of("n2", "n3").forEach(n -> cluster.kill(n, WEB));
    List<Object> meanwhile = targetsWhileWaitedFor("n3");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n2")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void bothAreLedPastFromTheFirstOn() {
    List.of("n2", "n3").forEach(n -> cluster.kill(n, WEB));
    List<Object> meanwhile = targetsWhileN2IsWaitedFor();

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1")::equals);
  }

  @Test
  void norIfTheOtherDoesNotGetWell() {
    twoAreDownAndLedPast();
    cluster.failing(line -> line.equals("n3 AWAIT_HEALTHY app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n2");
  }

  @Test
  void oneOfTwoThatDoesNotStayUpIsLedPastAgain() {
    twoAreDownAndLedPast();
    cluster.failing(line -> line.equals("n2 PROVE app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n3");
  }

  @Test
  void whereItIsWellNowhereTheFirstThatGetsWellServesAlone() {
    List.of("n1", "n2", "n3").forEach(n -> cluster.kill(n, WEB));
    List<Object> meanwhile = targetsWhileWaitedFor("n2");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1")::equals);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void visitorsComeToThoseThatAreNewOneByOne() {
    run("app web on=n1 port=80 image=1");
    List<Object> meanwhile = targetsWhileWaitedFor("n3");

    assertThat(run(WEBS).good()).isTrue();
    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n2")::equals);
    leadsTo("n1", "n2", "n3");
    assertThat(run(WEBS).outcomes().values()).containsOnly(Outcome.OK);
  }

  /** A node that hangs while the routes of one are turned. */
  @Test
  void othersAreTurnedMeanwhile() {
    String apis = "app api on=n1,n2,n3 port=81 image=";
    run(WEBS, apis + 1);
    CountDownLatch turned = new CountDownLatch(1);
    AtomicBoolean waited = new AtomicBoolean();
    cluster.failing(
        line -> {
          if (line.equals("n1 APPLY path 81")) {
            turned.countDown();
          }
          return line.equals("n3 APPLY path 80") && !waited.getAndSet(true) && !comes(turned);
        });

    assertThat(run("app web on=n1,n2,n3 port=80 image=2", apis + 2).good()).isTrue();
  }

  private static boolean comes(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Others do not serve meanwhile, and it does. */
  @Test
  void whatIsChangedInPlaceKeepsItsVisitors() {
    String one = "app solo on=n1 port=81 image=1";
    run(WEBS, one);
    cluster.state("n1", Ref.parse("app solo")).put("variables", Map.of("OLD", "1"));
    cluster.state("n2", WEB).put("variables", Map.of("OLD", "1"));
    cluster.log.clear();

    assertThat(run(WEBS, one).good()).isTrue();

    assertThat(cluster.log).contains("n1 APPLY app solo", "n2 APPLY app web");
    assertThat(cluster.log).noneMatch(line -> line.contains("APPLY path"));
  }

  @Test
  void whatCouldNotBeChangedInPlaceKeepsThemToo() {
    List.of("n1", "n2", "n3")
        .forEach(n -> cluster.state(n, WEB).put("variables", Map.of("OLD", "1")));
    cluster.failing(line -> line.equals("n1 APPLY app web"));

    assertThat(run(WEBS).good()).isFalse();
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void notToOneThatCouldNotBePutBackAfterAnUpdate() {
    cluster.failing(
        line -> line.equals("n2 AWAIT_HEALTHY app web") || line.equals("n2 REVERT app web"));

    assertThat(run("app web on=n1,n2,n3 port=80 image=2").good()).isFalse();
    leadsTo("n1", "n3");
  }

  @Test
  void norToOneThatCouldNotBeStoppedForIt() {
    cluster.failing(line -> line.equals("n2 QUIESCE app web") || line.equals("n2 RESUME app web"));

    assertThat(run("app web on=n1,n2,n3 port=80 image=2").good()).isFalse();
    leadsTo("n1", "n3");
  }

  @Test
  void norToOneThatCouldNotBeTakenBackWithAnother() {
    cluster.failing(
        line -> line.equals("n2 AWAIT_HEALTHY app web") || line.equals("n1 REVERT app web"));

    run("app web on=n1,n2,n3 port=80 image=2 reverts=yes");
    assertThat(targets()).noneMatch(List.of("n1", "n2", "n3")::equals);
    assertThat(targets()).allMatch(to -> !((List<?>) to).contains("n1"));
  }

  @Test
  void whatCouldNotBeLookedAtIsLedToAsBefore() {
    cluster.dim("n2");
    cluster.obscures("n1", WEB);

    assertThat(run(WEBS).outcomes().values()).containsOnly(Outcome.OK);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void andIsLedPastAsBefore() {
    cluster.ails("n2", WEB, SICK);
    run(WEBS);
    cluster.heals("n2", WEB);
    cluster.obscures("n2", WEB);

    assertThat(run(WEBS).outcomes().values()).containsOnly(Outcome.OK);
    leadsTo("n1", "n3");
    cluster.kill("n3", WEB);
    assertThat(run(WEBS).good()).isTrue();
    leadsTo("n1", "n3");
  }

  /** The one that was left out may be well, and the others are not. */
  @Test
  void itIsLedToRatherThanToNoneThatIsWell() {
    cluster.ails("n2", WEB, SICK);
    run(WEBS);
    cluster.heals("n2", WEB);
    cluster.obscures("n2", WEB);
    List.of("n1", "n3").forEach(n -> cluster.ails(n, WEB, SICK));

    run(WEBS);
    leadsTo("n1", "n2", "n3");
  }

  /** It may be the only one that serves. */
  @Test
  void whatCouldNotBeLookedAtIsNotSeenToBeWell() {
    cluster.ails("n1", WEB, SICK);
    List.of("n2", "n3").forEach(n -> cluster.obscures(n, WEB));

    run(WEBS);
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void anUpdateBeginsWithIt() {
    cluster.ails("n2", WEB, SICK);
    run(WEBS);
    List<Object> meanwhile = targetsWhileN2IsWaitedFor();
    cluster.log.clear();

    assertThat(run("app web on=n1,n2,n3 port=80 image=2").good()).isTrue();

    assertThat(meanwhile).isNotEmpty().allMatch(List.of("n1", "n3")::equals);
    inOrder("n2 QUIESCE app web", "n2 SETTLE app web", "n1 QUIESCE app web");
    leadsTo("n1", "n2", "n3");
  }

  @Test
  void allThatRestAreLeftToRefuseVisitors() {
    assertThat(run(WEBS + " stopped").good()).isTrue();
    leadsTo("n1", "n2", "n3");
    assertThat(Map.copyOf(run(WEBS + " stopped").outcomes()).values()).containsOnly(Outcome.OK);
  }
}

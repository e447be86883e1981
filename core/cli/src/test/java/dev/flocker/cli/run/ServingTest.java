package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.run.Report.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Visitors are led past nodes where something is not well, while it is well on others. */
class ServingTest extends ServingRuns {

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

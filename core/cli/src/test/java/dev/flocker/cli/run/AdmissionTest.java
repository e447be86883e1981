package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.session.Errand;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call.Operation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdmissionTest extends FakeRuns {

  @Test
  void allNodesAreAskedAtOnce() {
    run("app a on=n1", "app b on=n2");
    Plan plan = plans.getLast();
    CyclicBarrier both = new CyclicBarrier(2);
    Movers movers =
        (Movers)
            Proxy.newProxyInstance(
                Movers.class.getClassLoader(),
                new Class<?>[] {Movers.class},
                (proxy, method, arguments) -> {
                  both.await(10, TimeUnit.SECONDS);
                  throw new NodeTrouble.StepFailed("n1", "no such processor", "");
                });

    assertThat(Admission.refusals(plan, movers, Set.of(), lost -> {}, notes::add))
        .containsOnlyKeys(new Ref("app", "a"), new Ref("app", "b"));
  }

  /** A shell that stands in its folder, as its node says. */
  @Test
  void whatWouldKeepDataOpenIsFoundBeforeAnythingIsTouched() {
    run(GUARDED);
    RunOptions check =
        new RunOptions(true, options(Set.of()), Duration.ZERO, new Errand("me", "run"));
    report(runner(cluster, check), cluster.project(MOVED));
    Plan plan = plans.getLast();
    Movers movers =
        new DataMovers(plan, new Sessions(cluster.sessions()), cluster.types, n -> {}, l -> {});
    Ref pg = new Ref("data", "pg");
    cluster.log.clear();
    assertThat(Admission.refusals(plan, movers, Set.of(), lost -> {}, notes::add)).isEmpty();

    cluster.failing(line -> line.equals("n1 REQUIRE_CLOSABLE data pg"));
    assertThat(Admission.refusals(plan, movers, Set.of(), lost -> {}, notes::add))
        .containsOnlyKeys(pg);
    assertThat(cluster.log)
        .as("without a lock")
        .isNotEmpty()
        .allMatch(line -> Operation.valueOf(line.split(" ")[1]).looks());
  }
}

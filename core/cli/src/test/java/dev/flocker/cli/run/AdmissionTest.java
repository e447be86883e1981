package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.session.NodeTrouble;
import java.lang.reflect.Proxy;
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
}

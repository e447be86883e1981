package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which copies a run makes of data, and when. */
class CopiesTest extends FakeRuns {

  @Test
  void aCopyThatFindsNoRoomKeepsNothingElseFromBeingDone() {
    run(GUARDED + " image=1");
    cluster.fill("n2");

    run(GUARDED + " image=2", "data pg replicas=n2");

    assertThat(plans.getLast().refusals()).isEmpty();
    assertThat(notes).containsExactly("no copy of data pg on n2: n2: no room; make room");
  }

  @Test
  void whatOneUserHasOpenIsCopiedTogether() {
    run("app db on=n1 uses=pg,wal", "app web on=n1 uses=web");

    run(
        "app db on=n1 uses=pg,wal",
        "data pg replicas=n2,n3",
        "data wal replicas=n2",
        "app web on=n1 uses=web",
        "data web replicas=n2");

    assertThat(cluster.log).contains("copy pg wal n2", "copy pg n3", "copy web n2");

    cluster.replica("n2", new Ref("data", "pg"), "n1");
    run("app db on=n1 uses=pg,wal", "data pg replicas=n2", "data wal replicas=n2", "app web on=n1");
    assertThat(cluster.log).contains("copy wal pg n2");
  }

  @Test
  void copiesOfOneThingFollowEachOtherAndAllElse() {
    run(GUARDED + " image=1");
    run(GUARDED + " image=2", "data pg replicas=n2,n3");

    Plan plan = plans.getLast();
    Sessions sessions = new Sessions(cluster.sessions());
    Graph graph =
        Steps.of(plan, cluster.types, sessions, new Moving(cluster, sessions), new Downtimes());
    List<Step> copies =
        graph.steps().stream().filter(s -> s.title().startsWith("copy data pg to")).toList();
    assertThat(copies).hasSize(2);
    assertThat(graph.awaits(copies.get(1))).contains(copies.get(0));
    assertThat(graph.awaits(copies.get(0)))
        .extracting(Step::title)
        .anyMatch(title -> title.startsWith("clean up after app db"));
    inOrder("prune pg", "copy pg n2", "copy pg n3");
  }
}

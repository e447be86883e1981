package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The web is on three nodes, and their routes lead to all of them. */
abstract class ServingRuns extends FakeRuns {

  static final String WEBS = "app web on=n1,n2,n3 port=80 image=1";

  static final String SICK = "unhealthy: connection refused";

  @BeforeEach
  void allAreWell() {
    run(WEBS);
    cluster.log.clear();
  }

  final List<Object> targets() {
    return List.of("n1", "n2", "n3").stream()
        .map(n -> cluster.state(n, Ref.parse("path 80")).get("targets"))
        .toList();
  }

  final void leadsTo(String... nodes) {
    assertThat(targets()).allMatch(List.of(nodes)::equals);
  }

  final List<Object> targetsWhileN2IsWaitedFor() {
    return targetsWhileWaitedFor("n2");
  }

  final List<Object> targetsWhileWaitedFor(String node) {
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
}

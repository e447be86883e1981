package dev.flocker.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Action;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static Action action(Action.Kind kind, String ref, List<String> nodes, String note) {
    return new Action(kind, Ref.parse(ref), nodes, List.of(), Diff.NONE, note);
  }

  @Test
  void alignsOneLineAChange() {
    List<Action> actions =
        List.of(
            new Action(
                Action.Kind.MOVE,
                Ref.parse("volume pgdata"),
                List.of("n1"),
                List.of("n2"),
                Diff.NONE,
                ""),
            action(Action.Kind.REPLACE, "container db", List.of("n2"), "replaced"),
            action(Action.Kind.CREATE, "route 5432", List.of("n2", "n3"), ""),
            action(Action.Kind.REMOVE, "link web:5432", List.of("n3"), ""));
    assertThat(Lines.of(actions))
        .containsExactly(
            "> volume pgdata  n1 -> n2",
            "~ container db   n2  (replaced)",
            "+ route 5432     n2, n3",
            "- link web:5432  n3");
  }

  @Test
  void namesAsManyNodesAsFitInALine() {
    List<String> nodes = IntStream.rangeClosed(1, 40).mapToObj(i -> "node" + i).toList();
    String line = Lines.of(List.of(action(Action.Kind.CREATE, "route 80", nodes, ""))).getFirst();
    assertThat(line).hasSizeLessThanOrEqualTo(80).startsWith("+ route 80  node1, node2, ");
    assertThat(line).endsWith(" and 32 more");
  }

  @Test
  void showsOldAndNewOfEachAttribute() {
    Diff diff =
        new Diff(
            Diff.Kind.IN_PLACE,
            List.of(new Diff.Change("memory", "", "512M"), new Diff.Change("image", "a", "b")),
            "");
    assertThat(Lines.of(diff)).containsExactly("    memory: (none) -> 512M", "    image: a -> b");
  }

  @Test
  void showsHowFarSomethingSlowIs() {
    assertThat(Lines.progress("volume pgdata to n2", 512L << 20, 1L << 30))
        .isEqualTo("volume pgdata to n2 [##########----------] 50% of 1 GB");
    assertThat(Lines.progress("image web", 3L << 20, -1)).isEqualTo("image web 3 MB");
    assertThat(Lines.progress("waits until healthy", 0, -1)).isEqualTo("waits until healthy");
  }
}

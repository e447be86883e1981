package dev.flocker.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.fake.Lies;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One end of a move lies about what it has: that is its own trouble. */
class HostileSideTest {

  private static final Map<String, Object> VERSION = Map.of("snapshot", "s", "guid", "1");

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(Operation.SNAPSHOT, "n1", VERSION),
        Arguments.of(Operation.FEATURES, "n1", List.of("resumable")),
        Arguments.of(Operation.FEATURES, "n2", List.of("resumable")),
        Arguments.of(
            Operation.PARTIAL,
            "n2",
            Map.of("token", "t", "versions", List.of(VERSION), "discard", "zfs destroy x")),
        Arguments.of(
            Operation.OUTGOING,
            "n1",
            Map.of("bytes", 1L, "properties", Map.of("a", "b"), "features", List.of("raw"))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void isInTroubleOfItsOwnWhateverItAnswers(Operation asked, String liar, Object truth) {
    Lies.about(truth).forEach(lie -> isInTroubleOfItsOwn(asked, liar, lie));
  }

  /** They had copies before, so that increments go. */
  private static void isInTroubleOfItsOwn(Operation asked, String liar, Object lie) {
    Cluster cluster = Run.running();
    Run run = new Run(cluster, "n2");
    push(run);
    for (Cluster.Node node : cluster.nodes.values()) {
      node.features = Set.of(Movable.RESUMABLE);
      node.restRefused = true;
    }
    cluster.node(liar).lies.put(asked, lie);
    Throwable thrown = catchThrowable(() -> push(run));
    if (thrown != null) {
      assertThat(thrown).as("%s answers %s", asked, lie).isInstanceOf(NodeTrouble.class);
    }
  }

  private static void push(Run run) {
    new Replication(run.side("n1"), run.side("n2")).push(Progress.NONE);
  }
}

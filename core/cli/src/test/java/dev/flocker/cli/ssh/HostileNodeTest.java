package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.cli.fake.Lies;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A node that speaks the protocol and lies in every field: it breaks nothing. */
@Timeout(60)
class HostileNodeTest {

  private static FakeNode node() {
    try {
      return new FakeNode("n3");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a session asks, and an honest answer. */
  record Question(String op, Object truth, Asking asking) {
    @Override
    public String toString() {
      return op;
    }
  }

  interface Asking {
    void ask(AgentSession session) throws Exception;
  }

  static List<Question> questions() {
    Map<String, Object> version = Map.of("snapshot", "s", "guid", "1");
    Map<String, Object> copy =
        Map.of(
            "volume",
            "v",
            "generation",
            1L,
            "promotion",
            "p",
            "role",
            "handing-off",
            "handoff",
            Map.of("node", "n", "version", version),
            "peers",
            List.of("n"),
            "versions",
            List.of(version),
            "open",
            true);
    Map<String, Object> resource =
        Map.of(
            "ref",
            "volume a",
            "project",
            "shop",
            "state",
            Map.of(),
            "running",
            true,
            "version",
            "1",
            "copy",
            copy);
    List<Question> all = new ArrayList<>();
    all.add(new Question("hello", FakeNode.HELLO, session -> {}));
    all.add(
        new Question(
            "observe",
            Map.of(
                "views",
                List.of(
                    Map.of("type", "volume", "provider", "zfs", "resources", List.of(resource))),
                "listening",
                List.of("53/udp"),
                "drained",
                Map.of("by", "ann@laptop", "since", "2026-11-30T05:00:00Z")),
            session -> session.observe(Map.of("volume", Scope.EVERYTHING))));
    all.add(
        new Question(
            "undrain",
            Map.of("drained", Map.of("by", "ann@laptop", "since", "2026-11-30T05:00:00Z")),
            AgentSession::undrain));
    all.add(
        new Question(
            "lacking",
            List.of(Map.of("what", "Docker", "why", "gone", "remedy", "install it")),
            AgentSession::lacking));
    all.add(
        new Question(
            "perform",
            List.of(copy),
            session -> new Side(session, "zfs", "shop", new Ref("volume", "a")).copy()));
    all.add(
        new Question(
            "history",
            List.of(
                Map.of(
                    "microseconds",
                    1L,
                    "by",
                    "ann@laptop",
                    "command",
                    "run",
                    "version",
                    "0.1.0",
                    "what",
                    "shop: n1 app web changed")),
            session -> session.history(50, "shop")));
    for (String step : List.of("offer", "accept")) {
      Map<String, Object> truth =
          Map.of(
              "transfer",
              1L,
              "key",
              FakeNode.KEY,
              "keys",
              List.of(FakeNode.KEY),
              "shut",
              "",
              "pipe",
              "/p");
      all.add(
          new Question(
              step,
              truth,
              session -> {
                FakeNode other = node();
                try (AgentSession end = other.session();
                    var channel =
                        step.equals("offer")
                            ? session.connect(end, List.of("receive"))
                            : end.connect(session, List.of("receive"))) {
                  channel.send(List.of("send"), Progress.NONE);
                } finally {
                  assertThat(other.asked()).noneMatch(q -> q.contains("\n"));
                  other.close();
                }
              }));
    }
    return all;
  }

  /** At once, as each session waits most of its time. */
  @ParameterizedTest
  @MethodSource("questions")
  void isInTroubleOfItsOwnWhateverItAnswers(Question question) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer :
          Lies.about(question.truth())
              .map(lie -> threads.submit(() -> isInTroubleOfItsOwn(question, lie)))
              .toList()) {
        answer.get();
      }
    }
  }

  private static void isInTroubleOfItsOwn(Question question, Object lie) {
    FakeNode n3 = node();
    n3.saying(question.op(), lie);
    Throwable thrown =
        catchThrowable(
            () -> {
              try (AgentSession session = n3.session()) {
                question.asking().ask(session);
              }
            });
    if (thrown != null) {
      assertThat(thrown).as("%s answers %s", question, lie).isInstanceOf(NodeTrouble.class);
    }
    n3.close();
  }
}

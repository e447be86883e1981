package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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

  private static final List<Object> LIES =
      List.of(
          "",
          "x",
          "{{file \"/etc/passwd\"}}",
          "\u001b[2J",
          "a\nb",
          "x".repeat(100_000),
          -1L,
          70_000L,
          Long.MAX_VALUE,
          0.5,
          true,
          List.of(),
          List.of(1L),
          List.of("\n"),
          List.of(List.of(List.of())),
          Map.of(),
          Map.of("", ""),
          Map.of("hostname", "{{env \"HOME\"}}"),
          Map.of("x", 1L));

  /** Every field of an answer, with every lie in its place; and the field left out. */
  private static Stream<Object> lies(Object truth) {
    Stream<Object> instead = LIES.stream();
    if (truth instanceof Map<?, ?> map) {
      return Stream.concat(
          instead,
          map.keySet().stream()
              .flatMap(
                  key ->
                      Stream.concat(
                          Stream.of(without(map, key)),
                          lies(map.get(key)).map(lie -> with(map, key, lie)))));
    }
    if (truth instanceof List<?> list && !list.isEmpty()) {
      return Stream.concat(instead, lies(list.getFirst()).map(List::of));
    }
    return instead;
  }

  private static Object without(Map<?, ?> map, Object key) {
    Map<Object, Object> less = new HashMap<>(map);
    less.remove(key);
    return less;
  }

  private static Object with(Map<?, ?> map, Object key, Object lie) {
    Map<Object, Object> other = new HashMap<>(map);
    other.put(key, lie);
    return other;
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
          lies(question.truth())
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

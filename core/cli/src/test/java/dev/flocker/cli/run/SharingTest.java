package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Shareable;
import dev.flocker.cli.fake.Lies;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one node has, and others need: three nodes that say only whether they have it. */
class SharingTest {

  private static final Ref BIG = new Ref("big", "b");

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final TreeSet<String> have = new TreeSet<>();
  private final Map<String, Object> odd = new LinkedHashMap<>();
  private final Set<String> broken = new TreeSet<>();
  private Object taking = List.of("keep");
  private Set<String> holders = Set.of("n1", "n2", "n3");
  private final Map<String, NodeSession> nodes = new LinkedHashMap<>();
  private final Sharing sharing;

  SharingTest() {
    List.of("n1", "n2", "n3").forEach(n -> nodes.put(n, session(n)));
    Types types = new Types(List.of(type()), List.of(provider()));
    sharing =
        new Sharing(types, new Sessions(nodes), new Invocations(types, "shop"), ref -> holders);
  }

  /** Needs something big, whatever it is to be. */
  private static ResourceType<?, ?> type() {
    return answering(
        ResourceType.class,
        (method, arguments) ->
            switch (method) {
              case "name" -> BIG.type();
              case "shared" -> Optional.of("the image");
              default -> throw new AssertionError(method);
            });
  }

  private static Provider<?, ?> provider() {
    return answering(
        Provider.class,
        (method, arguments) ->
            switch (method) {
              case "type" -> BIG.type();
              case "name" -> "fake";
              case "node" -> answering(Half.class, (m, a) -> null);
              default -> throw new AssertionError(method);
            });
  }

  private interface Half extends NodeHalf<Record>, Shareable {}

  private interface Answers {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T answering(Class<T> kind, Answers answers) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            new Class<?>[] {kind},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  default -> answers.to(method.getName(), arguments);
                }));
  }

  private NodeSession session(String node) {
    return answering(
        NodeSession.class,
        (method, arguments) ->
            switch (method) {
              case "node", "toString" -> node;
              case "perform" -> Collections.singletonList(answer(node, calls(arguments[0])));
              case "connect" -> channel(node, ((NodeSession) arguments[0]).node());
              default -> throw new AssertionError(method);
            });
  }

  @SuppressWarnings("unchecked")
  private static Call calls(Object calls) {
    return ((List<Call>) calls).getFirst();
  }

  private synchronized @Nullable Object answer(String node, Call call) {
    if (odd.get(node) instanceof RuntimeException trouble) {
      throw trouble;
    }
    return switch (call.operation()) {
      case GIVE -> odd.getOrDefault(node, have.contains(node) ? List.of("save") : null);
      case TAKE -> taking;
      default -> throw new AssertionError(call.operation());
    };
  }

  private NodeSession.Channel channel(String from, String to) {
    return new NodeSession.Channel() {
      @Override
      public Optional<String> relayed() {
        return Optional.empty();
      }

      @Override
      public void send(List<String> send, Progress progress) {
        if (broken.contains(from)) {
          throw new NodeTrouble.StepFailed(from, "the disk is broken", "");
        }
        said.add(from + " sends to " + to);
        have.add(to);
      }

      @Override
      public void close() {
        said.add("closed");
      }
    };
  }

  private record Wanted() {}

  private static Change create(String node) {
    Optional<Record> want = Optional.of(new Wanted());
    return new Change(BIG, node, "fake", want, Optional.empty(), Diff.NONE, false);
  }

  private void make(String node) {
    sharing.during(
        List.of(create(node)),
        Progress.NONE,
        () -> {
          if (have.add(node)) {
            said.add(node + " makes it");
          }
        });
  }

  @Test
  void whatNoneHasIsMadeOnceAndHandedOn() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(
                () ->
                    sharing.during(
                        List.of(create("n2")),
                        Progress.NONE,
                        () -> {
                          begun.countDown();
                          await(others);
                          have.add("n2");
                          said.add("n2 makes it");
                        }));
    begun.await();
    Thread second = Thread.ofVirtual().start(() -> make("n1"));
    while (second.getState() != Thread.State.WAITING && second.isAlive()) {
      Thread.onSpinWait();
    }
    others.countDown();
    first.join();
    second.join();
    make("n3");
    assertThat(said)
        .containsExactly("n2 makes it", "n2 sends to n1", "closed", "n1 sends to n3", "closed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsThereIsNotBrought() {
    have.addAll(List.of("n1", "n2"));
    make("n1");
    assertThat(said).isEmpty();
  }

  @Test
  void whereItDoesNotBelongNobodyIsAsked() {
    have.add("n3");
    holders = Set.of("n1", "n2");
    make("n2");
    assertThat(said).containsExactly("n2 makes it");
  }

  @Test
  void oneThatCannotSendItHindersNothing() {
    have.addAll(List.of("n1", "n3"));
    broken.add("n1");
    make("n2");
    assertThat(said).containsExactly("closed", "n3 sends to n2", "closed");
  }

  @Test
  void aNodeThatCannotSayIsPassedOver() {
    have.add("n3");
    odd.put("n1", new NodeTrouble.Unreachable("n1", "silent", ""));
    make("n2");
    assertThat(said).containsExactly("n3 sends to n2", "closed");
  }

  @Test
  void anAnswerThatMakesNoSenseIsNoneFromOthersAndATroubleFromItsOwn() {
    odd.put("n1", List.of("save", 1));
    make("n2");
    assertThat(said).containsExactly("n2 makes it");
    odd.put("n3", "save");
    assertThatThrownBy(() -> make("n3"))
        .isInstanceOf(NodeTrouble.StepFailed.class)
        .hasMessageContaining("it did not say");
  }

  @Test
  void whateverANodeSaysIsATroubleOfItsOwn() {
    Lies.about(List.of("save"))
        .forEach(
            lie -> {
              have.clear();
              have.add("n3");
              odd.clear();
              odd.put("n2", lie);
              taking = lie;
              Throwable thrown = catchThrowable(() -> make("n1"));
              if (thrown != null) {
                assertThat(thrown).as("%s", lie).isInstanceOf(NodeTrouble.class);
              }
            });
  }
}

package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Shareable;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeSession.Channel;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Has one node make what several need, such as an image that is built, and the others get it from
 * there.
 */
final class Sharing {

  private final Types types;
  private final Sessions sessions;
  private final Invocations invoke;
  private final Function<Ref, Set<String>> holders;
  private final Map<String, ReentrantLock> making = new ConcurrentHashMap<>();

  /**
   * @param holders the nodes that may give what a resource needs: others have no say in what it is
   */
  Sharing(Types types, Sessions sessions, Invocations invoke, Function<Ref, Set<String>> holders) {
    this.types = types;
    this.sessions = sessions;
    this.invoke = invoke;
    this.holders = holders;
  }

  /**
   * Brings what the changes share to their node, if another one has it; what none has is made by
   * {@code make}, while nobody else makes it.
   */
  void during(List<Change> changes, Progress progress, Runnable make) {
    Map<String, Change> shared = new TreeMap<>();
    changes.forEach(c -> shared(c).ifPresent(s -> shared.put(s, c)));
    List<ReentrantLock> locks =
        shared.keySet().stream()
            .map(s -> making.computeIfAbsent(s, name -> new ReentrantLock()))
            .toList(); // in the same order everywhere, as they are taken
    locks.forEach(ReentrantLock::lock);
    try {
      shared.forEach((name, change) -> bring(name, change, progress));
      make.run();
    } finally {
      locks.forEach(ReentrantLock::unlock);
    }
  }

  private Optional<String> shared(Change change) {
    return types.can(change.ref(), change.provider(), Shareable.class)
        ? change.want().flatMap(want -> types.type(change.ref().type()).shared(want))
        : Optional.empty();
  }

  private void bring(String shared, Change change, Progress progress) {
    NodeSession here = sessions.of(change.node());
    Call give = invoke.give(change, shared);
    if (answer(here, give).isPresent()) {
      return;
    }
    Set<String> may = holders.apply(change.ref());
    for (NodeSession there : sessions.all()) {
      boolean asked = may.contains(there.node()) && !there.equals(here);
      Optional<List<String>> giving = asked ? givingOf(there, give) : Optional.empty();
      if (giving.isPresent()
          && isSent(there, giving.get(), here, invoke.take(change, shared), progress)) {
        return;
      }
    }
  }

  /** One that cannot send it is as good as one that has it not. */
  private static boolean isSent(
      NodeSession there, List<String> giving, NodeSession here, Call take, Progress progress) {
    List<String> taking =
        answer(here, take).orElseThrow(() -> unclear(here, "how it takes what is sent"));
    try (Channel channel = there.connect(here, taking)) {
      channel.send(giving, progress);
      return true;
    } catch (NodeTrouble.StepFailed | NodeTrouble.Unreachable e) {
      return false;
    }
  }

  /** One that cannot say whether it has it is passed over. */
  private static Optional<List<String>> givingOf(NodeSession there, Call give) {
    try {
      return answer(there, give);
    } catch (NodeTrouble.StepFailed | NodeTrouble.Unreachable e) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> answer(NodeSession session, Call call) {
    Object said = session.perform(List.of(call), Progress.NONE).getFirst();
    if (said == null) {
      return Optional.empty();
    }
    if (said instanceof List<?> words && words.stream().allMatch(String.class::isInstance)) {
      return Optional.of(words.stream().map(String.class::cast).toList());
    }
    throw unclear(session, call.operation().toString());
  }

  private static NodeTrouble.StepFailed unclear(NodeSession session, String what) {
    return new NodeTrouble.StepFailed(
        session.node(), "it did not say " + what + " so that it could be understood", "run again");
  }
}

package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What to do if the controller is lost, so that a service which was only stopped for a move runs
 * on: closed volumes are opened again, stopped things started, holds released, the last first. Once
 * a volume was given up, nothing that uses it is started here any more.
 */
final class Undo {

  /**
   * @param data the resources without which the call makes no sense
   */
  private record Step(Call call, Set<Ref> data) {

    boolean is(Operation operation, Ref ref, String project) {
      return call.operation() == operation && isOf(ref, project);
    }

    boolean needs(Step volume) {
      return data.contains(volume.call().ref()) && call.project().equals(volume.call().project());
    }

    boolean isOf(Ref ref, String project) {
      return call.ref().equals(ref) && call.project().equals(project);
    }
  }

  private final Deque<Step> stack = new ConcurrentLinkedDeque<>();

  /** Told of each call before it is made: one that is cut off half-way is undone too. */
  void before(Call call) {
    Ref ref = call.ref();
    switch (call.operation()) {
      case FENCE -> push(call, Operation.OPEN, Map.of(), Set.of(ref));
      case QUIESCE ->
          push(
              call,
              Operation.RESUME,
              Map.of("want", call.arguments().get("have"), "kept", true),
              refs(call, "data"));
      case RENAME -> renaming(call);
      // What is meant to end is not run once more, however this one ends.
      case RERUN -> stack.removeIf(s -> s.is(Operation.RESUME, ref, call.project()));
      case HOLD -> {
        // One that is renewed is still released after what it holds for is started again.
        if (stack.stream().noneMatch(s -> s.is(Operation.RELEASE, ref, call.project()))) {
          push(call, Operation.RELEASE, Map.of(), Set.of());
        }
      }
      case APPLY, RESUME -> {
        Set<Ref> instead = refs(call, "instead");
        stack.removeIf(
            s -> s.call().project().equals(call.project()) && instead.contains(s.call().ref()));
      }
      default -> {}
    }
  }

  /** Told of each call that went well. */
  void after(Call call) {
    switch (call.operation()) {
      case OPEN, RESUME, RELEASE, RENAME ->
          stack.removeIf(s -> s.is(call.operation(), call.ref(), call.project()));
      case RECORD -> {
        if (givesUp(call)) {
          lose(call.ref(), call.project());
        }
      }
      case SET_ASIDE -> lose(call.ref(), call.project());
      case APPLY -> {
        if ("remove".equals(call.arguments().get("change"))) {
          stack.removeIf(s -> s.isOf(call.ref(), call.project()));
        }
      }
      default -> {}
    }
  }

  /**
   * Does what is left to do, in order; it is then forgotten. What uses a volume that cannot be
   * opened again is left alone: it would start on an empty folder. So it is where a new record was
   * written but its call was cut off.
   *
   * @param perform says whether it went well
   */
  void perform(Predicate<Call> perform) {
    List<Step> closed = new ArrayList<>();
    for (Step step = stack.poll(); step != null; step = stack.poll()) {
      Step next = step;
      boolean lacking = closed.stream().anyMatch(next::needs);
      if (!lacking && !perform.test(next.call()) && next.call().operation() == Operation.OPEN) {
        closed.add(next);
      }
    }
  }

  /** Back to the name by which those know it who were stopped, whether it got the other or not. */
  private void renaming(Call call) {
    boolean needed =
        stack.stream()
            .anyMatch(
                s -> s.data().contains(call.ref()) && s.call().project().equals(call.project()));
    if (needed && call.project().equals(call.arguments().get("toProject"))) {
      push(call, Operation.OPEN, Map.of(), Set.of(call.ref()));
      Ref now = Ref.parse(String.valueOf(call.arguments().get("to")));
      Map<String, Object> back = Map.of("toProject", call.project(), "to", call.ref().toString());
      stack.push(
          new Step(
              new Call(call.provider(), Operation.RENAME, call.project(), now, back), Set.of()));
    }
  }

  /** What uses a volume that is no longer this node's must not start on an empty folder. */
  private void lose(Ref volume, String project) {
    stack.removeIf(s -> s.data().contains(volume) && s.call().project().equals(project));
  }

  private static Set<Ref> refs(Call call, String argument) {
    List<?> refs = (List<?>) call.arguments().getOrDefault(argument, List.of());
    return refs.stream().map(text -> Ref.parse((String) text)).collect(Collectors.toSet());
  }

  private static boolean givesUp(Call call) {
    return call.arguments().get("next") instanceof Map<?, ?> copy
        && !"owner".equals(copy.get("role"));
  }

  private void push(Call of, Operation operation, Map<String, Object> arguments, Set<Ref> data) {
    stack.push(
        new Step(new Call(of.provider(), operation, of.project(), of.ref(), arguments), data));
  }
}

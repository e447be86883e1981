package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What to do if the controller is lost, so that a service which was only stopped for a move runs
 * on: closed volumes are opened again, stopped things started, holds released, the last first. Once
 * a volume was given up, nothing of its project is started here any more.
 */
final class Undo {

  private final Deque<Call> stack = new ArrayDeque<>();

  /** Told of each call before it is made: one that is cut off half-way is undone too. */
  synchronized void before(Call call) {
    switch (call.operation()) {
      case FENCE -> stack.push(with(call, Operation.OPEN, Map.of()));
      case QUIESCE ->
          stack.push(with(call, Operation.RESUME, Map.of("want", call.arguments().get("have"))));
      case HOLD -> stack.push(with(call, Operation.RELEASE, Map.of()));
      case RECORD -> {
        if (givesUp(call)) {
          drop(Operation.OPEN, call.ref(), call.project());
          stack.removeIf(
              c -> c.operation() == Operation.RESUME && c.project().equals(call.project()));
        }
      }
      default -> {}
    }
  }

  /** Told of each call that went well. */
  synchronized void after(Call call) {
    switch (call.operation()) {
      case OPEN, RESUME, RELEASE -> drop(call.operation(), call.ref(), call.project());
      case APPLY -> {
        if ("remove".equals(call.arguments().get("change"))) {
          stack.removeIf(c -> c.ref().equals(call.ref()) && c.project().equals(call.project()));
        }
      }
      default -> {}
    }
  }

  /** What is left to do, in order; it is then forgotten. */
  synchronized List<Call> drain() {
    List<Call> calls = List.copyOf(stack);
    stack.clear();
    return calls;
  }

  private void drop(Operation operation, Ref ref, String project) {
    stack.removeIf(
        c -> c.operation() == operation && c.ref().equals(ref) && c.project().equals(project));
  }

  private static boolean givesUp(Call call) {
    return call.arguments().get("next") instanceof Map<?, ?> copy
        && !"owner".equals(copy.get("role"));
  }

  private static Call with(Call call, Operation operation, Map<String, Object> arguments) {
    return new Call(call.provider(), operation, call.project(), call.ref(), arguments);
  }
}

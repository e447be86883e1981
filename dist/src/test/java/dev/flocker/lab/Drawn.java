package dev.flocker.lab;

import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets two end-to-end tests of three have their turn with {@code -Dlab.draw=SEED}, other ones with
 * the next seed; without it all have.
 */
final class Drawn implements ExecutionCondition {

  /** What flocker is for. */
  private static final Set<String> EACH_TIME = Set.of("RunLabTest", "MoveLabTest", "BreakLabTest");

  private static final int OF = 3;

  static boolean hasTurn(String name, long seed) {
    return EACH_TIME.contains(name) || Math.floorMod(name.hashCode() + seed, OF) != 0;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Long seed = Long.getLong("lab.draw");
    String name = context.getRequiredTestClass().getSimpleName();
    return seed == null || hasTurn(name, seed)
        ? ConditionEvaluationResult.enabled("it is its turn")
        : ConditionEvaluationResult.disabled("it is not its turn by -Dlab.draw=" + seed);
  }
}

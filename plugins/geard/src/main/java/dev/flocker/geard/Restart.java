package dev.flocker.geard;

/**
 * When a container is started again that ended by itself.
 *
 * @param retries how often in a row at most; 0 for without end. Only on failure can it be limited
 */
public record Restart(Policy policy, int retries) {

  public enum Policy {
    ALWAYS("always"),
    ON_FAILURE("on-failure"),
    NEVER("never");

    private final String text;

    Policy(String text) {
      this.text = text;
    }
  }

  public Restart {
    if (retries < 0 || (retries > 0 && policy != Policy.ON_FAILURE)) {
      throw new IllegalArgumentException("only \"on-failure\" takes a number; remove it");
    }
  }

  public static Restart parse(String text) {
    for (Policy policy : Policy.values()) {
      if (text.equals(policy.text)) {
        return new Restart(policy, 0);
      }
    }
    if (text.matches("on-failure:[1-9][0-9]{0,3}")) {
      return new Restart(Policy.ON_FAILURE, Integer.parseInt(text.substring(11)));
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no restart policy; use always, on-failure, on-failure:N or never");
  }

  /** Whether it is started again however often it ended. */
  boolean isEndless() {
    return policy != Policy.NEVER && retries == 0;
  }

  /** Whether it is started with the node. One that never restarts is not, as with Docker. */
  boolean atBoot() {
    return policy != Policy.NEVER;
  }

  @Override
  public String toString() {
    return retries == 0 ? policy.text : policy.text + ":" + retries;
  }
}

package dev.flocker.docker.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a container that ended is started again.
 *
 * @param retries after which on-failure gives up; 0 for never
 */
public record RestartPolicy(Kind kind, int retries) {

  public static final RestartPolicy NEVER = new RestartPolicy(Kind.NEVER, 0);

  private static final Pattern FORM =
      Pattern.compile("always|never|unless-stopped|on-failure(?::([1-9][0-9]{0,5}))?");

  public enum Kind {
    ALWAYS("always"),
    ON_FAILURE("on-failure"),
    UNLESS_STOPPED("unless-stopped"),
    NEVER("no");

    private final String docker;

    Kind(String docker) {
      this.docker = docker;
    }
  }

  public static RestartPolicy parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no restart policy; use always, on-failure, on-failure:3 or never");
    }
    if (text.startsWith("on-failure")) {
      return new RestartPolicy(
          Kind.ON_FAILURE, m.group(1) == null ? 0 : Integer.parseInt(m.group(1)));
    }
    return switch (text) {
      case "always" -> new RestartPolicy(Kind.ALWAYS, 0);
      case "never" -> NEVER;
      default -> new RestartPolicy(Kind.UNLESS_STOPPED, 0);
    };
  }

  /** Of {@code RestartPolicy} in {@code docker inspect}. */
  public static RestartPolicy ofDocker(String name, int retries) {
    for (Kind kind : Kind.values()) {
      if (kind.docker.equals(name)) {
        return new RestartPolicy(kind, kind == Kind.ON_FAILURE ? retries : 0);
      }
    }
    return NEVER; // a container that was made without one shows an empty name
  }

  /** Whether it is started again however it ended. */
  public boolean isEndless() {
    return kind == Kind.ALWAYS || kind == Kind.UNLESS_STOPPED;
  }

  /** As {@code docker update --restart} takes it. */
  public String docker() {
    return retries == 0 ? kind.docker : kind.docker + ":" + retries;
  }

  @Override
  public String toString() {
    return kind == Kind.NEVER ? "never" : docker();
  }
}

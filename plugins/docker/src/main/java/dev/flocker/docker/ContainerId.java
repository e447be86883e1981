package dev.flocker.docker;

/** The ID that Docker gave a container, or the beginning of it. */
public record ContainerId(String text) {

  /** As {@code docker ps} writes it. */
  static final int SHORT = 12;

  public ContainerId {
    if (!text.matches("[0-9a-f]{" + SHORT + ",64}")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no container ID; write what docker ps shows: 12 to 64 of 0-9 a-f");
    }
  }

  public static ContainerId parse(String text) {
    return new ContainerId(text);
  }

  static String brief(String id) {
    return id.substring(0, Math.min(SHORT, id.length()));
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.flocker.docker;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an image as {@code docker pull} takes it; without tag and digest, the tag is {@code
 * latest}.
 */
public record ImageReference(String text) {

  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?"
              + PART
              + "(?:/"
              + PART
              + ")*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");

  public ImageReference {
    var m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" names no image; write it as docker pull takes it, such as postgres:15");
    }
    if (m.group(1) == null && m.group(2) == null) {
      text += ":latest";
    }
  }

  public static ImageReference parse(String text) {
    return new ImageReference(text);
  }

  /** The registry that it names; empty if it names none, and means Docker Hub's. */
  Optional<String> server() {
    int end = text.indexOf('/');
    String first = end < 0 ? "" : text.substring(0, end);
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    return named
        ? Optional.of(first.replaceFirst("^index\\.docker\\.io$", "docker.io"))
        : Optional.empty();
  }

  /** Whether another name means the same: Docker Hub's own prefix may be left out. */
  boolean matches(String other) {
    return familiar(text).equals(familiar(other));
  }

  private static String familiar(String name) {
    String rest = name.replaceFirst("^(index\\.)?docker\\.io/", "");
    return rest.replaceFirst("^library/", "");
  }

  @Override
  public String toString() {
    return text;
  }
}

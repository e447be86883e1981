package dev.flocker.api.value;

import java.util.regex.Pattern;

/**
 * The name of a resource or a project.
 *
 * @param text {@code [a-z0-9][a-z0-9_.-]{0,62}}
 * @since 0.1
 */
public record Name(String text) implements Comparable<Name> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,62}");

  public Name {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a name; use up to 63 of a-z 0-9 _ . - and start with a letter or digit");
    }
  }

  public static Name parse(String text) {
    return new Name(text);
  }

  @Override
  public int compareTo(Name other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

package dev.flocker.cli.template;

import dev.flocker.api.value.Tree;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What templates write as it stands, and YAML 1.1 takes for a truth value or for 0, as Ansible does
 * where it asks.
 *
 * @param meant a Boolean, or 0
 */
record YamlWord(String text, Object meant) {

  /**
   * A scalar's value in templates.
   *
   * @return a text, a Boolean or a word
   */
  static Object of(Tree.Scalar scalar) {
    String text = scalar.text() == null ? "" : scalar.text();
    if (scalar.quoted()) {
      return text;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> text.equals("true") ? (Object) true : new YamlWord(text, true);
      case "false" -> text.equals("false") ? (Object) false : new YamlWord(text, false);
      case "yes", "on" -> new YamlWord(text, true);
      case "no", "off" -> new YamlWord(text, false);
      case "0" -> new YamlWord(text, 0L);
      default -> text;
    };
  }

  /** What Jinja compares. */
  static @Nullable Object meant(@Nullable Object value) {
    return value instanceof YamlWord word ? word.meant() : value;
  }

  @Override
  public String toString() {
    return text;
  }
}

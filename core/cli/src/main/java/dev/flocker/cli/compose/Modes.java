package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;

/** Permission bits. */
final class Modes {

  private Modes() {}

  /** To YAML {@code 0440} and {@code 0o440} are octal, and {@code 288} is the same. */
  static String octal(Tree mode) {
    String text = Trees.text(mode);
    if (text.matches("0o?[0-7]{1,4}") || (text.matches("[0-7]{3,4}") && isQuoted(mode))) {
      String digits = text.replaceFirst("^0o?(?=.)", "");
      return "0" + digits;
    }
    return text.matches("[1-9][0-9]{0,3}")
        ? "0" + Integer.toOctalString(Integer.parseInt(text))
        : text;
  }

  private static boolean isQuoted(Tree mode) {
    return mode instanceof Tree.Scalar s && s.quoted();
  }
}

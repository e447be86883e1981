package dev.flocker.cli.yaml;

import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes trees as YAML that reads back as the same. */
public final class YamlWriter {

  /** What is a text to every reader of YAML without quotes. */
  private static final Pattern BARE = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*");

  /** What is a number, or true or false, if it is not meant as a text. */
  private static final Pattern PLAIN = Pattern.compile("true|false|-?(0|[1-9][0-9]*)([.][0-9]+)?");

  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
  private static final String INDENT = "  ";

  private final List<String> lines = new ArrayList<>();

  private YamlWriter() {}

  public static List<String> lines(Tree tree) {
    YamlWriter writer = new YamlWriter();
    if (isBlock(tree)) {
      writer.block(tree, "", "");
    } else {
      writer.lines.add(flat(tree));
    }
    return writer.lines;
  }

  private static boolean isBlock(Tree tree) {
    return switch (tree) {
      case Tree.Scalar s -> false;
      case Tree.Sequence s -> !s.items().isEmpty();
      case Tree.Mapping m -> !m.entries().isEmpty() && !isTagged(m);
    };
  }

  /** A value with a tag of Ansible's, as {@link YamlReader} reads it. */
  private static boolean isTagged(Tree.Mapping mapping) {
    return mapping.entries().size() == 1
        && Set.of(YamlReader.VAULT, YamlReader.UNSAFE).contains(mapping.entries().getFirst().key())
        && mapping.entries().getFirst().value() instanceof Tree.Scalar;
  }

  /**
   * @param first what the first line begins with, the others with as many blanks
   */
  private void block(Tree tree, String first, String others) {
    String begin = first;
    if (tree instanceof Tree.Sequence s) {
      for (Tree item : s.items()) {
        value(item, begin + "- ", others + INDENT);
        begin = others;
      }
    } else {
      for (Tree.Entry e : Trees.entries(tree)) {
        String key = text(e.key()) + ":";
        if (isBlock(e.value())) {
          lines.add(begin + key);
          block(e.value(), others + INDENT, others + INDENT);
        } else {
          lines.add(begin + key + " " + flat(e.value()));
        }
        begin = others;
      }
    }
  }

  private void value(Tree tree, String first, String others) {
    if (isBlock(tree)) {
      block(tree, first, others);
    } else {
      lines.add(first + flat(tree));
    }
  }

  private static String flat(Tree tree) {
    return switch (tree) {
      case Tree.Sequence s -> "[]";
      case Tree.Mapping m ->
          m.entries().isEmpty()
              ? "{}"
              : m.entries().getFirst().key() + " " + flat(m.entries().getFirst().value());
      case Tree.Scalar s -> s.text() == null ? "~" : scalar(s, s.text());
    };
  }

  private static String scalar(Tree.Scalar scalar, String text) {
    return !scalar.quoted() && PLAIN.matcher(text).matches() ? text : text(text);
  }

  private static String text(String text) {
    if (BARE.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default -> {
        boolean plain = (c >= 0x20 && c < 0x7f) || Character.isLetterOrDigit(c);
        yield plain ? Character.toString(c) : "\\U%08x".formatted(c);
      }
    };
  }
}

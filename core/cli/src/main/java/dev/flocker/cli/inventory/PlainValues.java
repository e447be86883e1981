package dev.flocker.cli.inventory;

import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What YAML 1.1 takes scalars for, which Ansible goes by: trees themselves keep the text. */
final class PlainValues {

  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "off");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");
  private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]+");
  private static final Pattern HEX = Pattern.compile("[-+]?0x[0-9a-fA-F_]+");
  private static final Pattern FRACTION =
      Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*([eE][-+][0-9]+)?");

  private PlainValues() {}

  /** Maps, lists, texts, numbers and truth values; a tag as Ansible writes it in JSON. */
  static Map<String, @Nullable Object> of(Tree.Mapping mapping) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    mapping.entries().forEach(e -> map.put(json(e.key()), of(e.value())));
    return map;
  }

  private static @Nullable Object of(Tree tree) {
    return switch (tree) {
      case Tree.Scalar s -> scalar(s);
      case Tree.Sequence s -> {
        List<@Nullable Object> items = new ArrayList<>();
        s.items().forEach(item -> items.add(of(item)));
        yield items;
      }
      case Tree.Mapping m -> of(m);
    };
  }

  private static String json(String key) {
    return switch (key) {
      case YamlReader.VAULT -> "__ansible_vault";
      case YamlReader.UNSAFE -> "__ansible_unsafe";
      default -> key;
    };
  }

  /** The same tree with secrets masked, and in a form that is read alike everywhere. */
  static Tree shown(Tree tree) {
    return switch (tree) {
      case Tree.Scalar s -> {
        Object plain = scalar(s);
        yield plain == null || plain instanceof String
            ? new Tree.Scalar(s.place(), (String) plain, plain != null, false)
            : Trees.plain(s.place(), plain.toString());
      }
      case Tree.Sequence s ->
          new Tree.Sequence(s.place(), s.items().stream().map(PlainValues::shown).toList());
      case Tree.Mapping m ->
          new Tree.Mapping(
              m.place(),
              m.entries().stream()
                  .map(e -> new Tree.Entry(e.place(), e.key(), shown(e.value())))
                  .toList());
    };
  }

  private static @Nullable Object scalar(Tree.Scalar scalar) {
    String text = scalar.text();
    if (scalar.secret()) {
      return Secret.MASK;
    }
    if (text == null || scalar.quoted()) {
      return text;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower) || FALSE.contains(lower)) {
      return TRUE.contains(lower);
    }
    String digits = text.replace("_", "").replace("+", "");
    if (DECIMAL.matcher(text).matches()) {
      return new BigInteger(digits);
    }
    if (OCTAL.matcher(text).matches()) {
      return new BigInteger(digits, 8);
    }
    if (HEX.matcher(text).matches()) {
      return new BigInteger(digits.replace("0x", ""), 16);
    }
    return FRACTION.matcher(text).matches() ? new BigDecimal(digits) : text;
  }
}

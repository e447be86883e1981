package dev.flocker.cli.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters, tests and operations that expressions of Jinja's may use. */
final class JinjaFilters {

  private static final List<String> NAMES =
      List.of(
          "default",
          "d",
          "lower",
          "upper",
          "trim",
          "strip",
          "string",
          "int",
          "bool",
          "replace",
          "split",
          "first",
          "last",
          "join",
          "length",
          "basename",
          "dirname");

  /** Filters whose value, and what replaces it, need not be defined. */
  static final List<String> DEFAULTS = List.of("default", "d");

  /** What {@code is} may be followed by. */
  static final List<String> TESTS = List.of("defined", "undefined", "none");

  private JinjaFilters() {}

  /**
   * @throws IllegalArgumentException with cause and remedy
   */
  static @Nullable Object apply(
      String name, @Nullable Object value, List<@Nullable Object> arguments) {
    if (DEFAULTS.contains(name)) {
      boolean also = arguments.size() > 1 && truth(arguments.get(1)) && !truth(value);
      boolean otherwise = value instanceof JinjaParser.Undefined || also;
      return !otherwise ? value : arguments.isEmpty() ? "" : arguments.getFirst();
    }
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "the filter \"" + name + "\" is not known here; use one of " + String.join(", ", NAMES));
    }
    if (value instanceof JinjaParser.Undefined undefined) {
      return undefined;
    }
    String text = Objects.toString(value, "");
    return switch (name) {
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "upper" -> text.toUpperCase(Locale.ROOT);
      case "trim", "strip" -> text.strip();
      case "int" -> text.strip().matches("-?[0-9]{1,18}") ? Long.parseLong(text.strip()) : 0L;
      case "bool" -> text.toLowerCase(Locale.ROOT).matches("true|yes|on|y|t|1");
      case "replace" -> text.replace(argument(arguments, 0, ""), argument(arguments, 1, ""));
      case "split" -> split(text, arguments);
      case "first" -> at(value, 0);
      case "last" -> at(value, -1);
      case "join" -> join(items(value), argument(arguments, 0, ""));
      case "length" -> (long) (value instanceof String ? text.length() : items(value).size());
      case "basename" -> text.substring(text.lastIndexOf('/') + 1);
      case "dirname" -> text.contains("/") ? text.substring(0, text.lastIndexOf('/')) : "";
      default -> text;
    };
  }

  private static List<String> split(String text, List<@Nullable Object> arguments) {
    String[] parts =
        arguments.isEmpty()
            ? text.strip().split("\\s+")
            : text.split(Pattern.quote(argument(arguments, 0, "")), -1);
    return Arrays.asList(parts);
  }

  private static String argument(List<@Nullable Object> arguments, int index, String otherwise) {
    return arguments.size() > index ? Objects.toString(arguments.get(index), "") : otherwise;
  }

  /** Python's None is a word among others. */
  private static Object join(Collection<?> items, String between) {
    for (Object item : items) {
      if (item instanceof JinjaParser.Undefined undefined) {
        return undefined;
      }
    }
    return items.stream()
        .map(item -> Objects.toString(item, "None"))
        .collect(Collectors.joining(between));
  }

  private static @Nullable Object at(@Nullable Object value, int index) {
    List<@Nullable Object> items = new ArrayList<>(items(value));
    return items.isEmpty()
        ? new JinjaParser.Undefined("the " + (index == 0 ? "first" : "last") + " of nothing")
        : index == 0 ? items.getFirst() : items.getLast();
  }

  private static Collection<?> items(@Nullable Object value) {
    if (value instanceof Collection<?> items) {
      return items;
    }
    return value instanceof Map<?, ?> map
        ? map.keySet()
        : List.of(Objects.toString(value, "").split(""));
  }

  /**
   * @param name of {@link #TESTS}
   */
  static boolean test(String name, @Nullable Object value) {
    boolean undefined = value instanceof JinjaParser.Undefined;
    return name.equals("none") ? value == null : undefined == name.equals("undefined");
  }

  static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case JinjaParser.Undefined undefined -> false;
      case YamlWord word -> truth(word.meant());
      case Boolean truth -> truth;
      case Long number -> number != 0;
      case Collection<?> items -> !items.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> !value.toString().isEmpty();
    };
  }

  /** Numbers are added where one of them is surely one; all else is put together as text. */
  static Object joined(@Nullable Object a, @Nullable Object b, boolean adds) {
    for (Object each : Arrays.asList(a, b)) {
      if (each instanceof JinjaParser.Undefined undefined) {
        return undefined;
      }
    }
    String first = Objects.toString(a, "");
    String second = Objects.toString(b, "");
    boolean numbers = first.matches("-?[0-9]{1,17}") && second.matches("-?[0-9]{1,17}");
    return adds && numbers && (a instanceof Long || b instanceof Long)
        ? (Object) (Long.parseLong(first) + Long.parseLong(second))
        : first + second;
  }
}

package dev.flocker.cli.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ansible's host ranges: {@code web[01:10]}, {@code db-[a:c]}, {@code n[1:9:2]}. */
final class Ranges {

  private static final Pattern RANGE =
      Pattern.compile("\\[([0-9]*|[a-zA-Z]):([0-9]+|[a-zA-Z])(?::([0-9]+))?]");

  /** Of hosts that one name stands for. */
  private static final int LIMIT = 10_000;

  /** Of ranges in one name. */
  private static final int RANGES = 8;

  private Ranges() {}

  /**
   * @throws IllegalArgumentException with cause and remedy
   */
  static List<String> expand(String name) {
    if (name.chars().filter(c -> c == '[').count() > RANGES) {
      throw new IllegalArgumentException(
          "a host has more than " + RANGES + " ranges; write several hosts");
    }
    Matcher m = RANGE.matcher(name);
    if (!m.find()) {
      if (name.contains("[") && !name.matches("\\[[0-9a-fA-F:]+]")) {
        throw new IllegalArgumentException(
            "\"" + name + "\" holds no range; write one such as [01:10] or [a:c]");
      }
      return List.of(name);
    }
    List<String> expanded = new ArrayList<>();
    String head = name.substring(0, m.start());
    List<String> tails = expand(name.substring(m.end()));
    List<String> middles = values(name, m.group(1), m.group(2), m.group(3));
    if ((long) middles.size() * tails.size() > LIMIT) {
      throw new IllegalArgumentException(
          "\"" + name + "\" stands for more than " + LIMIT + " hosts; write smaller ranges");
    }
    for (String middle : middles) {
      for (String tail : tails) {
        expanded.add(head + middle + tail);
      }
    }
    return expanded;
  }

  private static List<String> values(
      String name, String first, String last, @Nullable String step) {
    int by = step == null ? 1 : Integer.parseInt(step);
    boolean letters = !first.isEmpty() && Character.isLetter(first.charAt(0));
    if (letters != Character.isLetter(last.charAt(0)) || first.length() > 8 || last.length() > 8) {
      throw new IllegalArgumentException(
          "\"" + name + "\" ranges from one kind to another; use two numbers or two letters");
    }
    int from = letters ? first.charAt(0) : first.isEmpty() ? 0 : Integer.parseInt(first);
    int to = letters ? last.charAt(0) : Integer.parseInt(last);
    if (to < from || by < 1 || (to - from) / by > LIMIT) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is an empty or too large range; write the lower end first");
    }
    boolean padded = first.length() > 1 && first.startsWith("0");
    List<String> values = new ArrayList<>();
    for (int i = from; i <= to; i += by) {
      String digits = Integer.toString(i);
      values.add(
          letters
              ? Character.toString(i)
              : padded
                  ? "0".repeat(Math.max(0, first.length() - digits.length())) + digits
                  : digits);
    }
    return values;
  }
}

package dev.flocker.api.value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is left out of a folder, by patterns as {@code .dockerignore} has them: {@code *} and {@code
 * ?} stay within a name, {@code **} is any number of folders, {@code !} takes back; the last that
 * fits decides, and what fits a folder fits all below it.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">Docker's</a>
 */
final class LeftOut {

  private record Rule(Pattern pattern, boolean leaves) {}

  private final List<Rule> rules = new ArrayList<>();

  LeftOut(List<String> patterns) {
    for (String written : patterns) {
      boolean back = written.startsWith("!");
      String clean = clean(back ? written.substring(1).strip() : written);
      if (!clean.isEmpty()) {
        rules.add(new Rule(compiled(clean, written), !back));
      }
    }
  }

  private static Pattern compiled(String clean, String written) {
    try {
      return Pattern.compile(regex(clean), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + written + "\" in .dockerignore is no pattern; write it as Docker takes it", e);
    }
  }

  /**
   * @param path relative to the folder, with {@code /} between its parts
   */
  boolean leaves(String path) {
    boolean left = false;
    for (Rule rule : rules) {
      if (rule.leaves != left && fits(rule.pattern, path)) {
        left = rule.leaves;
      }
    }
    return left;
  }

  /** Whether nothing below a folder that is left out can be taken back. */
  boolean leavesForGood() {
    return rules.stream().allMatch(Rule::leaves);
  }

  private static boolean fits(Pattern pattern, String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (pattern.matcher(path.substring(0, end)).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Without {@code .} and empty parts; {@code ..} takes away the part before it. */
  private static String clean(String pattern) {
    List<String> parts = new ArrayList<>();
    for (String part : pattern.split("/")) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else if (c == '[' && pattern.indexOf(']', i + 2) > 0) {
        int end = pattern.indexOf(']', i + 2);
        String inside = pattern.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append('[').append(inside.replace("&&", "&\\&")).append(']');
        i = end + 1;
      } else {
        boolean escaped = c == '\\' && i + 1 < pattern.length();
        String one = escaped ? pattern.substring(i + 1, i + 2) : String.valueOf(c);
        regex.append(
            switch (escaped ? "" : one) {
              case "*" -> "[^/]*";
              case "?" -> "[^/]";
              default -> Pattern.quote(one);
            });
        i += escaped ? 2 : 1;
      }
    }
    return regex.toString();
  }
}

package dev.flocker.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils a text as people, editors and templates do, and worse. The same seed spoils it alike. */
final class Mutator {

  private static final Pattern VALUE = Pattern.compile("(?<=[:=] )[^\\s,}\\]][^,}\\]\\n]*");
  private static final Pattern KEY = Pattern.compile("[A-Za-z_]\\w{0,30}(?=:)");

  private static final List<String> VALUES =
      List.of(
          "",
          "~",
          "null",
          "[]",
          "{}",
          "[a, [b], {c: d}]",
          "{a: {b: [c]}}",
          "0",
          "-1",
          "1e999",
          "0x10",
          "99999999999999999999",
          "3.5",
          "yes",
          "2026-11-29",
          "!!int x",
          "!!binary aGk=",
          "&a [*a]",
          "*nothing",
          "|",
          ">-",
          "'",
          "\"",
          "\"\\u0000\\u001b[2J\"",
          "\u202e\u00e4\ud83d\ude00",
          "{{",
          "}}",
          "{{nothing}}",
          "{{#if}}",
          "\"{{{{raw}}}}\"",
          "\"{{file '/etc/hostname'}}\"",
          "\"{{#each a}}{{this}}{{/each}}\"",
          "${A:-b}",
          "${A:?b}",
          "${",
          "!reset []",
          "!override [a]",
          "8000-9000:80",
          "[./a:/b:ro]",
          ":",
          "a:b:c:d:e",
          "container nobody",
          "../../../../etc",
          "/",
          "x".repeat(20_000),
          "[".repeat(200));

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  String spoil(String text) {
    String spoilt = text;
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      spoilt = once(spoilt);
    }
    return spoilt;
  }

  private String once(String text) {
    return switch (random.nextInt(10)) {
      case 0 -> lines(text, (lines, at) -> lines.remove(at));
      case 1 -> lines(text, (lines, at) -> lines.add(at, lines.get(at)));
      case 2 -> lines(text, (lines, at) -> lines.add(lines.remove(at)));
      case 3 -> lines(text, (lines, at) -> lines.set(at, "  " + lines.get(at)));
      case 4 -> lines(text, (lines, at) -> lines.set(at, lines.get(at).strip()));
      case 5 -> replaced(text, KEY, random.nextBoolean() ? "key" : any());
      case 6 -> text.substring(0, random.nextInt(text.length() + 1));
      case 7 -> inserted(text);
      default -> replaced(text, VALUE, any());
    };
  }

  private String any() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private interface Edit {
    void at(List<String> lines, int at);
  }

  private String lines(String text, Edit edit) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    edit.at(lines, random.nextInt(lines.size()));
    return String.join("\n", lines);
  }

  private String inserted(String text) {
    int at = random.nextInt(text.length() + 1);
    String what = random.nextBoolean() ? any() : String.valueOf((char) random.nextInt(0x300));
    return text.substring(0, at) + what + text.substring(at);
  }

  private String replaced(String text, Pattern what, String by) {
    List<int[]> places = new ArrayList<>();
    Matcher found = what.matcher(text);
    while (found.find()) {
      places.add(new int[] {found.start(), found.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    return text.substring(0, place[0]) + by + text.substring(place[1]);
  }
}

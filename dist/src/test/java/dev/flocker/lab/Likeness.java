package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a program prints what a page shows of an earlier time. Words and names are the same;
 * times, sizes, addresses and digests may be others. An identifier may be another one as well, but
 * then is that one from there on.
 */
final class Likeness {

  private static final String ID = "[0-9]{8}T[0-9]{6}-[0-9a-f]{4}";

  /** What may be another, and as what it is known. The first is an identifier. */
  private static final List<String> OTHERS =
      List.of(
          ID,
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z",
          "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]+",
          "[0-9]+(?:[.][0-9]+){3}",
          "(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])",
          "(?<=by |  )[a-z]+@[a-z0-9.-]+",
          "(?<![\\w.-])[0-9]+(?:[.][0-9]+)? ?(?:s|ms|m|min|h|d|K|M|G|KB|MB|GB)(?!\\w)");

  private static final Pattern OTHER = Pattern.compile("(" + String.join(")|(", OTHERS) + ")");

  /** What is printed for a time, a size and so on, now. */
  private static final String ANYTHING =
      "(?:[0-9-]+ [0-9:]+|[\\w.:@-]+(?: (?:s|ms|min|h|d|KB|MB|GB)\\b)?)";

  private final Map<String, String> now = new HashMap<>();

  /** A text of the page, with the identifiers of now. */
  String now(String text) {
    for (Map.Entry<String, String> known : now.entrySet()) {
      text = text.replace(known.getKey(), known.getValue());
    }
    return text;
  }

  /** Fails if there is no line like that one in what was printed. */
  void requireIn(String printed, String line) {
    List<String> ids = new ArrayList<>();
    Pattern pattern = pattern(line.strip(), ids);
    Matcher m = pattern.matcher(printed);
    assertThat(m.find()).as("\"%s\" in%n%s", line, printed).isTrue();
    for (int i = 0; i < ids.size(); i++) {
      now.put(ids.get(i), m.group(i + 1));
    }
  }

  private Pattern pattern(String line, List<String> ids) {
    StringBuilder regex = new StringBuilder();
    Matcher m = OTHER.matcher(line);
    int end = 0;
    while (m.find()) {
      regex.append(words(line.substring(end, m.start())));
      String known = now.get(m.group());
      if (m.group(1) == null) {
        regex.append(ANYTHING);
      } else if (known != null) {
        regex.append(Pattern.quote(known));
      } else {
        ids.add(m.group());
        regex.append('(').append(ID).append(')');
      }
      end = m.end();
    }
    return Pattern.compile(regex + words(line.substring(end)));
  }

  private static String words(String text) {
    return Pattern.quote(text).replaceAll(" +", "\\\\E[ ]+\\\\Q");
  }
}

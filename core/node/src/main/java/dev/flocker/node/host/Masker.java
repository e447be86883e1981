package dev.flocker.node.host;

import dev.flocker.api.value.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces every secret in a text. Of a secret of several lines each line is one. Its form in a URL
 * and in JSON counts too. A secret of up to three characters counts only where it is a word of its
 * own, or no output could be read.
 */
public final class Masker {

  private static final int SHORT = 3;

  private final Pattern secrets;

  public Masker(Collection<String> secrets) {
    Set<String> parts = new LinkedHashSet<>();
    for (String secret : secrets) {
      parts.add(secret.strip());
      parts.add(inUrl(secret.strip()));
      parts.add(inJson(secret.strip()));
      secret.lines().map(String::strip).forEach(parts::add);
    }
    parts.remove("");
    List<String> longestFirst =
        parts.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Masker::expression)
            .toList();
    // A pattern that matches nothing, if there are none.
    this.secrets =
        Pattern.compile(longestFirst.isEmpty() ? "(?!)" : String.join("|", longestFirst));
  }

  private static String inUrl(String secret) {
    return URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String inJson(String secret) {
    return secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String expression(String secret) {
    String quoted = Pattern.quote(secret);
    return secret.length() > SHORT ? quoted : "(?<![\\p{Alnum}_])" + quoted + "(?![\\p{Alnum}_])";
  }

  public String mask(String text) {
    return secrets.matcher(text).replaceAll(Matcher.quoteReplacement(Secret.MASK));
  }
}

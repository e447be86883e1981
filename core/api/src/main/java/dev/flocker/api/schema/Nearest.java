package dev.flocker.api.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds what a mistyped word was meant to be.
 *
 * @since 0.1
 */
public final class Nearest {

  private Nearest() {}

  /** The known word that is fewest edits away, if it is near enough to be meant. */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .filter(k -> distance(word, k) <= Math.max(1, Math.min(word.length(), k.length()) / 3))
        .filter(k -> distance(word, k) < word.length())
        .min(Comparator.comparingInt(k -> distance(word, k)));
  }

  /** What to tell someone who wrote a word that is not known. */
  public static String remedy(String word, Collection<String> known) {
    if (known.isEmpty()) {
      return "none is known";
    }
    return to(word, known)
        .map(k -> "did you mean \"" + k + "\"?")
        .orElseGet(() -> "the known ones are " + String.join(", ", known));
  }

  /** Levenshtein's distance, with a swap of two neighbours as one edit. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

package dev.flocker.cli.session;

import java.util.regex.Pattern;

/**
 * A node's word that it is to have nothing.
 *
 * @param by who drained it, such as {@code ann@laptop}
 * @param since as the node's clock had it, in ISO 8601
 */
public record Drained(String by, String since) {

  private static final Pattern WORDS = Pattern.compile("[^\\p{Cntrl}]{0,255}");

  /**
   * @throws IllegalArgumentException for what flocker never writes into such a mark
   */
  public Drained {
    if (!WORDS.matcher(by).matches() || !WORDS.matcher(since).matches()) {
      throw new IllegalArgumentException("the mark that it is drained is of a form that none has");
    }
  }

  @Override
  public String toString() {
    return "is drained, by " + by + " at " + since;
  }
}

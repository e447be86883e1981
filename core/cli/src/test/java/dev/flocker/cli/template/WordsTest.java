package dev.flocker.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void areSplitAtBlanksOutsideQuotes() {
    assertThat(Words.of("  -o A=b\t-o 'C=d e' \"-i\"/x' y' '' "))
        .containsExactly("-o", "A=b", "-o", "C=d e", "-i/x y", "");
    assertThat(Words.of("")).isEmpty();
  }

  @Test
  void mayBeFollowedByAComment() {
    assertThat(Words.beforeComment("n1 note='# 1' a=b#c # the first"))
        .containsExactly("n1", "note=# 1", "a=b");
    assertThat(Words.of("a # b")).containsExactly("a", "#", "b");
  }

  @Test
  void mayHoldBackslashes() {
    assertThat(Words.of("a\\ b \"c\\\"d\\\\e\\f\" 'g\\h'"))
        .containsExactly("a b", "c\"d\\e\\f", "g\\h");
    assertThatThrownBy(() -> Words.of("a\\"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("escapes nothing");
  }

  @Test
  void needTheirQuotesClosed() {
    assertThatThrownBy(() -> Words.of("-o 'ProxyCommand=nc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a quote is not closed; close it");
  }
}

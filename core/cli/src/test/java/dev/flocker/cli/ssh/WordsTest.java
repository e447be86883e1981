package dev.flocker.cli.ssh;

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
  void needTheirQuotesClosed() {
    assertThatThrownBy(() -> Words.of("-o 'ProxyCommand=nc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a quote is open in -o 'ProxyCommand=nc; close it");
  }
}

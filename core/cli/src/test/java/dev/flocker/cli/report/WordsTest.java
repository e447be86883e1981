package dev.flocker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "340000, 340 ms",
    "1234567, 1.23 s",
    "12345678, 12.3 s",
    "125000000, 2 min 5 s"
  })
  void tellsTimes(long microseconds, String words) {
    assertThat(Words.duration(microseconds)).isEqualTo(words);
  }

  @Test
  void cutsTextsAtWholeCharacters() {
    assertThat(Words.fitting("shop", 4)).isEqualTo("shop");
    assertThat(Words.fitting("shops", 4)).isEqualTo("sho…");
    assertThat(Words.fitting("\ud83d\udc11\ud83d\udc11\ud83d\udc11", 2)).isEqualTo("\ud83d\udc11…");
  }
}

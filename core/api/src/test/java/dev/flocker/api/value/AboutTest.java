package dev.flocker.api.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told. */
class AboutTest {

  @ParameterizedTest
  @CsvSource({
    "-9, 0 s",
    "0, 0 s",
    "119, 119 s",
    "120, 2 min",
    "7199, 119 min",
    "7200, 2 h",
    "172799, 47 h",
    "172800, 2 days"
  })
  void tellsAges(long seconds, String words) {
    assertThat(Durations.about(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1536, 1.5 KB",
    "10200, 10 KB",
    "15728640, 15 MB",
    "5497558138880, 5 TB",
    "9223372036854775807, 8 EB"
  })
  void tellsSizes(long bytes, String words) {
    assertThat(ByteSize.about(bytes)).isEqualTo(words);
  }

  @Test
  void putsOnOneLineWhatIsOnSeveral() {
    assertThat(OneLine.of(" a\n\tb\u2028c\u0085 ")).isEqualTo("a b c");
    assertThat(OneLine.of("x".repeat(300))).hasSize(200).endsWith("x...");
    assertThat(OneLine.of("12345", 4)).isEqualTo("1...");
  }
}

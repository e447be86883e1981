package dev.flocker.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampsTest {

  private static final String AT = "2026-11-30T11:03:20.162607114Z ";

  private static LogLine line(String text) {
    return new Stamps(8).line(bytes(text)).orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasATimeAndAText() {
    assertThat(line(AT + "größer"))
        .isEqualTo(
            new LogLine(Instant.parse("2026-11-30T11:03:20.162607114Z"), AT.strip(), "größer", 39));
    assertThat(line("2026-11-30T12:03:20+01:00 x").time())
        .isEqualTo(Instant.parse("2026-11-30T11:03:20Z"));
    assertThat(line(AT).text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "2026-11-30T11:03:20Z", "2026-13-30T11:03:20Z text"})
  void whatHasNoTimeIsNone(String line) {
    assertThat(new Stamps(0).line(bytes(line))).isEmpty();
  }

  @Test
  void aLineIsPutTogetherOfItsPieces() {
    assertThat(line(AT + "12345678" + AT + "größer" + AT + "end").text())
        .isEqualTo("12345678größerend");
    assertThat(line(AT + "1234" + AT + "5").text())
        .as("said by the program itself")
        .isEqualTo("1234" + AT + "5");
    assertThat(new Stamps(0).line(bytes(AT + "12345678" + AT + "x")).orElseThrow().text())
        .isEqualTo("12345678" + AT + "x");
  }

  @Test
  void coloursAndTheReturnOfATerminalAreLeftOut() {
    assertThat(line(AT + "\u001b[1;31mERROR\u001b[0m: no\r").text()).isEqualTo("ERROR: no");
    assertThat(line(AT + "\u001b[2J\r.").text()).isEqualTo("\u001b[2J\r.");
  }

  @Test
  void whatIsLeftOfALineThatIsTooLongBeginsWithATime() throws IOException {
    Stamps stamps = new Stamps(8);
    byte[] all = bytes((AT + "12345678").repeat(40) + AT + "9");
    ByteLines lines = new ByteLines(new ByteArrayInputStream(all), stamps.longest());
    String whole = "12345678";
    for (String text : List.of(whole.repeat(16), whole.repeat(16), whole.repeat(8) + "9")) {
      assertThat(stamps.line(lines.next().orElseThrow()).orElseThrow().text()).isEqualTo(text);
    }
    assertThat(lines.next()).isEmpty();
  }
}

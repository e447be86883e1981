package dev.flocker.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program on a node says. */
class PassageTest {

  private final Printed printed = new Printed();

  private void say(Passage passage, String... parts) {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.ISO_8859_1);
      passage.print(bytes, bytes.length);
    }
  }

  @Test
  void aProgramReadsItAsItIs() {
    say(new Passage(printed.plain(), false, true), "\u001b[2J\0\r\n", "x");
    say(new Passage(printed.plain(), true, true), "\u001b[2J");
    assertThat(printed.out()).isEqualTo("\u001b[2J\0\r\nx");
    assertThat(printed.err()).isEqualTo("\u001b[2J");
  }

  @Test
  void aTerminalDoesNotObeyIt() {
    Passage passage = new Passage(printed.plain(), false, false);
    say(passage, "a\u001b", "[2Jb\tc\r", "\nd\re", "\r");
    say(passage, "f\n");
    assertThat(printed.out()).isEqualTo("a\ufffd[2Jb\tc\nd\ufffde\ufffdf\n");
  }

  @Test
  void aCharacterMayComeInParts() {
    Passage passage = new Passage(printed.plain(), false, false);
    String bytes =
        new String("gr\u00f6\u20ac".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    for (String b : bytes.split("")) {
      say(passage, b);
    }
    assertThat(printed.out()).isEqualTo("gr\u00f6\u20ac");
  }

  @Test
  void secretsAreHidden() {
    Console console = printed.plain();
    console.hide(List.of("s3cret"));
    say(new Passage(console, true, false), "the s3cret\n");
    assertThat(printed.err()).doesNotContain("s3cret");
  }
}

package dev.flocker.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixesTest {

  private final Printed printed = new Printed();

  private void print(Console console, String... names) {
    Prefixes prefixes = new Prefixes(console, List.of(names));
    for (int i = 0; i < names.length; i++) {
      prefixes.out(i, "\u001b[2J" + i);
    }
  }

  @Test
  void namesAreAlignedAndEachHasAColour() {
    print(printed.console(true), "web@n1", "db@n12");
    assertThat(printed.out())
        .isEqualTo(
            "\u001b[36mweb@n1 | \u001b[0m\ufffd[2J0\n\u001b[33mdb@n12 | \u001b[0m\ufffd[2J1\n");
  }

  @Test
  void withoutColoursTheyAreThereAllTheSame() {
    print(printed.plain(), "web@n1", "b@n2");
    assertThat(printed.out()).isEqualTo("web@n1 | \ufffd[2J0\nb@n2   | \ufffd[2J1\n");
  }

  @Test
  void oneAloneNeedsNone() {
    print(printed.console(true), "web@n1");
    assertThat(printed.out()).isEqualTo("\ufffd[2J0\n");
  }
}

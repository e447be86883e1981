package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {

  @Test
  void replacesEverySecretTheLongestFirst() {
    Masker masker = new Masker(List.of("pass", "password1"));
    assertThat(masker.mask("login with password1, then pass"))
        .isEqualTo("login with ***, then ***");
  }

  @Test
  void replacesEachLineOfASecretOfSeveral() {
    Masker masker = new Masker(List.of("BEGIN KEY\n  abcdef\nEND KEY\n"));
    assertThat(masker.mask("it says abcdef here")).isEqualTo("it says *** here");
    assertThat(masker.mask("BEGIN KEY\n  abcdef\nEND KEY")).isEqualTo("***");
  }

  @Test
  void takesAShortSecretForOneOnlyWhereItIsAWord() {
    Masker masker = new Masker(List.of("1"));
    assertThat(masker.mask("n1: PIN=1 changed=10")).isEqualTo("n1: PIN=*** changed=10");
  }

  @Test
  void knowsASecretInAUrlAndInJson() {
    Masker masker = new Masker(List.of("p@ss \"word\""));
    assertThat(masker.mask("postgres://db:p%40ss%20%22word%22@n1"))
        .isEqualTo("postgres://db:***@n1");
    assertThat(masker.mask("{\"p\":\"p@ss \\\"word\\\"\"}")).isEqualTo("{\"p\":\"***\"}");
  }

  @Test
  void takesASecretLiterally() {
    assertThat(new Masker(List.of("a.*b$")).mask("aXXb$ a.*b$")).isEqualTo("aXXb$ ***");
  }

  @Test
  void leavesAllWhenThereIsNothingToHide() {
    assertThat(new Masker(List.of("", " ")).mask("as it is")).isEqualTo("as it is");
  }
}

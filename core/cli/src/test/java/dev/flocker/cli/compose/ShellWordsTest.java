package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  private static List<String> words(String line) {
    return ShellWords.split(line).words();
  }

  @Test
  void splitsAtBlanksOutsideOfQuotes() {
    assertThat(words(" serve  --a\tb\nc ")).containsExactly("serve", "--a", "b", "c");
    assertThat(words("sh -c \"echo 'hi' $X\"")).containsExactly("sh", "-c", "echo 'hi' $X");
    assertThat(words("a'b c'd\"e f\"")).containsExactly("ab cde f");
    assertThat(words("'' \"\" x")).containsExactly("", "", "x");
    assertThat(words("")).isEmpty();
  }

  @Test
  void takesABackslashAwayButInSingleQuotes() {
    assertThat(words("a\\ b 'c\\d' \"e\\\"f\" g\\tH"))
        .containsExactly("a b", "c\\d", "e\"f", "g\tH");
    assertThat(words("--json={\"a\":1}")).containsExactly("--json={a:1}");
  }

  @Test
  void keepsWhatASubshellSays() {
    assertThat(words("echo $(date +%s) `x y`")).containsExactly("echo", "$(date +%s)", "`x y`");
  }

  @Test
  void passesNothingOnBehindAnOperatorOfAShell() {
    ShellWords.Split split = ShellWords.split("npm install && npm start");
    assertThat(split.words()).containsExactly("npm", "install");
    assertThat(split.rest()).isEqualTo("&& npm start");
    assertThat(words("a 'b|c' | d")).containsExactly("a", "b|c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "\"", "a\\", "f(x)", "a)", "`x", "$(x"})
  void refusesWhatIsNotClosed(String line) {
    assertThatThrownBy(() -> words(line)).isInstanceOf(IllegalArgumentException.class);
  }
}

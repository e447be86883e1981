package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SET is "set", EMPTY is set and empty, NONE is not set. */
class SubstitutionTest {

  private static final Map<String, String> KNOWN =
      Map.of("SET", "set", "EMPTY", "", "other", "small", "DOLLAR", "$SET ${SET}");

  private final List<String> unset = new ArrayList<>();

  private String of(String text) {
    return new Substitution(KNOWN::get, unset::add).of(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      value = {
        "plain|plain",
        "$SET|set",
        "${SET}|set",
        "a${SET}b|asetb",
        "$SET-x|set-x",
        "$SET$SET|setset",
        "$other|small",
        "$EMPTY.|.",
        "$NONE.|.",
        "${NONE}.|.",
        "5$$|5$",
        "$$SET|$SET",
        "$${SET}|${SET}",
        "$$$SET|$set",
        "$|$",
        "a$ b|a$ b",
        "$1|$1",
        "$(date)|$(date)",
        "${SET:-d}|set",
        "${EMPTY:-d}|d",
        "${NONE:-d}|d",
        "${SET-d}|set",
        "'${EMPTY-d}.'|.",
        "${NONE-d}|d",
        "'${NONE:-}.'|.",
        "${NONE:-a:-b}|a:-b",
        "${NONE-a-b?c}|a-b?c",
        "${NONE:-http://x:80/}|http://x:80/",
        "${SET:+i}|i",
        "'${EMPTY:+i}.'|.",
        "'${NONE:+i}.'|.",
        "${SET+i}|i",
        "${EMPTY+i}|i",
        "'${NONE+i}.'|.",
        "${SET:?e}|set",
        "${SET?e}|set",
        "'${EMPTY?e}.'|.",
        "${NONE:-$SET}|set",
        "${NONE:-${EMPTY:-deep}}|deep",
        "${NONE:-${EMPTY:-deep}}${SET}|deepset",
        "${NONE:-{\"a\": 1}}|{\"a\": 1}",
        "${NONE:-$$x}|$x",
        "$DOLLAR|$SET ${SET}",
      })
  void putsVariablesIn(String text, String made) {
    assertThat(of(text)).isEqualTo(made);
  }

  @Test
  void saysWhatIsNotSet() {
    of("$NONE ${GONE} ${A:-b} ${C:+d} ${D-$E}");
    assertThat(unset).containsExactly("NONE", "GONE", "E");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${NONE:?tell me}|needs the variable NONE: tell me",
        "${EMPTY:?tell me}|needs the variable EMPTY: tell me",
        "${NONE?}|needs the variable NONE; set it",
        "${NONE:?$SET it}|needs the variable NONE: set it",
        "${NONE|is not closed",
        "${}|is no variable",
        "${1A}|is no variable",
        "${A!b}|is no variable",
        "${ A}|is no variable",
        "${A:}|is no variable",
      })
  void refusesTheRest(String text, String why) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void endsWithoutAStackOverflow() {
    String deep = "${A:-".repeat(10_000) + "}".repeat(10_000);
    assertThatThrownBy(() -> of(deep)).hasMessageContaining("levels deep");
  }
}

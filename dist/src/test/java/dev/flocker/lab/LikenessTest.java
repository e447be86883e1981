package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {

  private final Likeness likeness = new Likeness();

  @ParameterizedTest
  @CsvSource({
    "'8 resources changed, in 26.6 s', '8 resources changed, in 120 ms'",
    "'  web  n1  healthy', 'web       n1  healthy  restarts 0'",
    "'lost is what was written since 2026-12-01 01:40:19 UTC, 32s ago', 'lost is what was written since 2027-01-02 11:12:13 UTC, 4m ago'",
    "'all of it, 48.6M', 'all of it, 1.2G'",
    "'10.0.0.12 port 22', '10.78.4.12 port 22'",
    "'drained by root@vm at 2026-12-01T01:37:38Z', 'drained by ann@desk at 2027-01-02T01:37:38Z'",
    "'image postgres:15  digest 81f2bb390d65', 'image postgres:15  digest 0123456789ab'",
  })
  void timesAndSizesMayDiffer(String shown, String printed) {
    likeness.requireIn("something\n" + printed + "\n", shown);
  }

  @ParameterizedTest
  @CsvSource({
    "'8 resources changed, in 26.6 s', '7 resources changed, in 26.6 s'",
    "'+ container db   n1', '> container db   n1'",
    "'+ container db   n1', '+ container db   n2'",
    "'n1  healthy', 'n1  starting'",
    "'web@n1 | serving', 'web@n2 | serving'",
    "'image postgres:15', 'image postgres:16'",
    "'1000', '999'",
    "'two words', 'two\nwords'",
  })
  void wordsAndNamesMayNot(String shown, String printed) {
    assertThatThrownBy(() -> likeness.requireIn(printed, shown)).isInstanceOf(AssertionError.class);
  }

  @Test
  void anIdentifierIsTheSameFromThereOn() {
    likeness.requireIn("backup 20270101T000000-0001 at nas", "backup 20261201T013925-3ed7 at nas");
    likeness.requireIn("20270101T000000-0001 full", "20261201T013925-3ed7  full");
    assertThatThrownBy(
            () -> likeness.requireIn("20270101T000000-0002 full", "20261201T013925-3ed7  full"))
        .isInstanceOf(AssertionError.class);
    assertThat(likeness.now("restore --snapshot 20261201T013925-3ed7"))
        .isEqualTo("restore --snapshot 20270101T000000-0001");
  }
}

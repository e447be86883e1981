package dev.flocker.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

  private static final Instant NOON = Instant.parse("2030-05-06T12:00:30Z");

  @Test
  void isInUtcWhereSshdTakesThat() {
    assertThat(Expiry.at(NOON, true)).isEqualTo("20300506120030Z");
    assertThat(Expiry.at(NOON, false)).matches("2030050[567]\\d{6}");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void isOverOnceItsSecondIsPast(boolean utc) {
    String line = "restrict,expiry-time=\"" + Expiry.at(NOON, utc) + "\",command=\"x\" key";
    assertThat(Expiry.over(line, NOON)).isFalse();
    assertThat(Expiry.over(line, NOON.plusSeconds(1))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"key", "expiry-time=\"2030\" key", "expiry-time=\"20301399999999Z\" key"})
  void isNeverOverWhereNoneCanBeRead(String line) {
    assertThat(Expiry.over(line, Instant.MAX)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'OpenSSH_9.2p1 Debian-2+deb12u3, OpenSSL 3.0.15', true",
    "'OpenSSH_9.1p1', true",
    "'OpenSSH_9.0p1', false",
    "'OpenSSH_8.4p1 Debian-5', false",
    "'OpenSSH_10.0p2', true",
    "'Dropbear v2022.83', false",
    "'', false",
  })
  void dependsOnTheVersion(String said, boolean utc) {
    assertThat(Expiry.takesUtc(said)).isEqualTo(utc);
  }
}

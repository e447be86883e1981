package dev.flocker.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values read back what they print, and refuse what they are not. */
class ValuesTest {

  private static void refuses(Function<String, ?> parse, String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse.apply(text))
        .satisfies(e -> assertThat(e.getMessage()).contains(why).contains("; "));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1023, 1023, 1023",
    "1024, 1024, 1K",
    "512M, 536870912, 512M",
    "512m, 536870912, 512M",
    "2048K, 2097152, 2M",
    "1536M, 1610612736, 1536M",
    "8T, 8796093022208, 8T",
    "4096T, 4503599627370496, 4096T",
  })
  void sizesArePowersOf1024(String text, long bytes, String shown) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(shown);
    assertThat(ByteSize.parse(shown)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "G", "1GB", "1.5", ".5G", "1.G", "-1", "1 G", "0x10", "١", "9999999999T"})
  void whatIsNoSize(String text) {
    refuses(ByteSize::parse, text, "\"" + text + "\" is ");
  }

  @Test
  void noSizeIsNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteSize(-1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "80", "65535", "53/udp"})
  void ports(String text) {
    assertThat(Port.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "65536",
        "-1",
        "12:30",
        "0x50",
        "80/tcp",
        "53/UDP",
        "53/",
        "8 0",
        "9999999999"
      })
  void whatIsNoPort(String text) {
    refuses(Port::parse, text, text);
  }

  @Test
  void someArePortsOfTcpAlone() {
    assertThat(Port.ofTcp("22")).isEqualTo(new Port(22));
    refuses(Port::ofTcp, "22/udp", "\"22/udp\" is not a port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "8000-8010", "1-65535"})
  void rangesOfPorts(String text) {
    assertThat(PortRange.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0-1", "65535-65536", "8010-8000", "1-", "-1", "1-2-3", "80/udp"})
  void whatIsNoRangeOfPorts(String text) {
    refuses(PortRange::parse, text, "");
  }

  @Test
  void portsAreInOrder() {
    assertThat(new Port(80)).isLessThan(new Port(443)).isLessThan(Port.parse("80/udp"));
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0, 0s",
    "250ms, 250, 250ms",
    "1000ms, 1000, 1s",
    "30s, 30000, 30s",
    "90s, 90000, 90s",
    "60s, 60000, 1m",
    "60m, 3600000, 1h",
    "48h, 172800000, 48h",
    "1m30s, 90000, 90s",
    "1h30m, 5400000, 90m",
    "1s250ms, 1250, 1250ms",
  })
  void durations(String text, long milliseconds, String shown) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(milliseconds));
    assertThat(Durations.format(Durations.parse(text))).isEqualTo(shown);
    assertThat(Durations.parse(shown)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "1d", "1m1h", "1ms1s", "-5s", "1.5s", "30 s", "30S"})
  void whatIsNoDuration(String text) {
    refuses(Durations::parse, text, "\"" + text + "\" is not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "db", "shop_web.1-x"})
  void names(String text) {
    assertThat(Name.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "_a", "Db", "a b", "a/b", "ä", "a\n", "*"})
  void whatIsNoName(String text) {
    refuses(Name::parse, text, "\"" + text + "\" is not a name");
  }

  @Test
  void namesHave63CharactersAtMost() {
    assertThat(Name.parse("a".repeat(63)).text()).hasSize(63);
    refuses(Name::parse, "a".repeat(64), "is not a name");
    assertThat(new Name("a")).isLessThan(new Name("b"));
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "//, /",
    "/data, /data",
    "/data/, /data",
    "//var//lib/, /var/lib",
    "/a b, /a b",
    "/..., /...",
  })
  void paths(String text, String shown) {
    assertThat(AbsolutePath.parse(text)).hasToString(shown);
    assertThat(AbsolutePath.parse(shown)).isEqualTo(AbsolutePath.parse(text));
  }

  @Test
  void whatIsNoPath() {
    refuses(AbsolutePath::parse, "", "\"\" is not absolute");
    refuses(AbsolutePath::parse, "data", "\"data\" is not absolute");
    refuses(AbsolutePath::parse, "~/data", "\"~/data\" is not absolute");
    refuses(AbsolutePath::parse, "/a/../b", "has a \"..\" in it");
    refuses(AbsolutePath::parse, "/a/.", "has a \".\" in it");
    refuses(AbsolutePath::parse, "/a\nb", "a path holds no line break");
    refuses(AbsolutePath::parse, "/a\0b", "a path holds no line break");
  }

  @Test
  void aSecretDoesNotPrint() {
    assertThat(new Secret("hunter2")).hasToString("***");
    assertThat(
            new SourceFile(
                    "app.conf",
                    new LocalFile("/playbooks/app.conf", 8),
                    Optional.of(new Secret("hunter2")),
                    "")
                .toString())
        .doesNotContain("hunter2");
  }

  @Test
  void aPlaceIsWrittenAsCompilersDo() {
    assertThat(new Place("site.yml", 3, 14)).hasToString("site.yml:3:14");
    assertThat(new Place("site.yml", 3, 0)).hasToString("site.yml:3");
    assertThat(Place.of("site.yml")).hasToString("site.yml");
  }

  @Test
  void aProblemIsPlaceCauseAndRemedy() {
    Place place = new Place("site.yml", 3, 14);
    assertThat(new Problem(place, "volume v", "is odd", "mend it"))
        .hasToString("site.yml:3:14: volume v: is odd; mend it");
    assertThat(new Problem(Place.NOWHERE, "volume v", "is odd", ""))
        .hasToString("volume v: is odd");
    assertThat(Problem.of(place, "v", new IllegalArgumentException("a; b; mend it")))
        .isEqualTo(new Problem(place, "v", "a; b", "mend it"));
    assertThat(Problem.of(place, "v", new IllegalArgumentException("broken")))
        .isEqualTo(new Problem(place, "v", "broken", ""));
  }
}

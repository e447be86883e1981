package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports that images name, and no file. */
class ExposedTest {

  private static final String BLOG =
      """
      services:
        web:
          image: wordpress
          ports: ["8080:80"]
          depends_on: [db, migrate]
        db:
          image: mariadb
        migrate:
          image: wordpress
          restart: "no"
          depends_on: {db: {condition: service_started}}
        waits:
          image: wordpress
          depends_on: {migrate: {condition: service_completed_successfully}}
        proxy:
          image: nginx
          network_mode: host
      """;

  @TempDir private Path folder;
  private Composing compose;

  @BeforeEach
  void reads() {
    compose = new Composing(folder).file(BLOG);
  }

  private static Set<Port> ports(String... ports) {
    return Arrays.stream(ports).map(Port::parse).collect(Collectors.toSet());
  }

  @Test
  void areAskedForOfWhatOthersReach() {
    Exposed later = Exposed.later();
    compose.exposed(later).resources();

    assertThat(later.reached())
        .isEqualTo(
            Map.of(
                "db", Set.of("web", "migrate", "waits"),
                "web", Set.of("db", "migrate", "waits"),
                "waits", Set.of("web", "db", "migrate")));
    assertThat(compose.notes()).noneMatch(n -> n.contains("does not reach"));
  }

  @Test
  void areReachedAndThereForThat() {
    compose.exposed(
        Exposed.told(Map.of("db", ports("3306", "33060"), "web", ports("80"), "waits", ports())));

    assertThat(compose.links())
        .containsExactly(
            "web db:3306 db",
            "web db:33060 db",
            "db web:80 web",
            "migrate web:80 web",
            "migrate db:3306 db",
            "migrate db:33060 db",
            "waits web:80 web",
            "waits db:3306 db",
            "waits db:33060 db");
    assertThat(compose.key("db", "ports")).isEqualTo("- internal: 3306\n- internal: 33060");
    assertThat(compose.key("web", "ports")).isEqualTo("- internal: 80\n  external: 8080");
    assertThat(compose.notes()).noneMatch(n -> n.contains("does not reach"));
  }

  /** It may listen there itself, or look there for what is its own. */
  @Test
  void areNotWhereTheReacherLooksForItself() {
    Map<String, Set<Port>> told =
        Map.of("db", ports("80", "6379", "5672"), "web", ports("26379", "25672"));
    compose.exposed(Exposed.told(told));

    assertThat(compose.localPorts()).hasSize(18);
    assertThat(compose.localPorts().values())
        .allMatch(p -> p.number() >= 20_000 && p.number() < 32_000)
        .doesNotContainAnyElementsOf(ports("26379", "25672", "20080"));
  }

  @Test
  void areWhereTheyWereWhenAnotherServiceComes() {
    compose.exposed(Exposed.told(Map.of("db", ports("3306"))));
    Map<String, Port> before = compose.localPorts();
    compose.file("more.yaml", "services: {first: {image: x, expose: [3306], ports: ['1:1']}}");

    assertThat(compose.localPorts()).containsAllEntriesOf(before);
  }

  @Test
  void ofUdpAreAnother() {
    compose.exposed(Exposed.told(Map.of("db", ports("53", "53/udp"))));

    assertThat(compose.links()).contains("web db:53 db", "web db:53/udp db");
    assertThat(compose.key("db", "ports")).contains("- internal: 53\n  protocol: udp");
  }

  @Test
  void thatAreTooManyAreNotTaken() {
    Set<Port> many =
        IntStream.range(10_000, 10_100).mapToObj(Port::new).collect(Collectors.toSet());
    compose.exposed(Exposed.told(Map.of("web", many)));

    assertThat(compose.links()).contains("db web:80 web").noneMatch(l -> l.contains("10000"));
  }

  @Test
  void thatNobodyNamesAreSaid() {
    compose.exposed(Exposed.told(Map.of("db", ports())));
    compose.resources();
    assertThat(compose.notes())
        .contains(
            "compose.yaml:5:18: service web: does not reach db, of which neither a file nor its"
                + " image names a port; if it is to, add one in a further Compose file: services:"
                + " {db: {expose: [PORT]}}");

    compose.exposed(Exposed.told(Map.of())).resources();
    assertThat(compose.notes())
        .anyMatch(n -> n.contains("does not reach db yet, of which no file names a port"));

    compose.exposed(Exposed.never()).resources();
    assertThat(compose.notes())
        .anyMatch(n -> n.contains("does not reach db, of which no file names a port; if"));
  }
}

package dev.flocker.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.schema.SchemaTest.Colour;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a playbook may say, and every message about what it may not, whole. */
class DecoderTest {

  record Leaves(
      Optional<String> text,
      Optional<Name> name,
      Optional<Port> port,
      Optional<ByteSize> size,
      Optional<Duration> limit,
      Optional<AbsolutePath> path,
      Optional<Colour> colour,
      Optional<Secret> secret,
      @Default("0") int number,
      @Default("0") long large,
      @Default("false") boolean open) {}

  private static Leaves leaves(Object plain) {
    Reader reader = new Reader();
    Leaves leaves = reader.read(Leaves.class, plain);
    assertThat(reader.problems()).isEmpty();
    return leaves;
  }

  @Test
  void readsEveryKindOfLeafByItsText() {
    assertThat(leaves(Map.of("text", 1.10)).text()).contains("1.1");
    assertThat(leaves(Map.of("name", "db-1")).name()).contains(new Name("db-1"));
    assertThat(leaves(Map.of("port", 80)).port()).contains(new Port(80));
    assertThat(leaves(Map.of("size", "2G")).size()).contains(new ByteSize(2L << 30));
    assertThat(leaves(Map.of("limit", "5m")).limit()).contains(Duration.ofMinutes(5));
    assertThat(leaves(Map.of("path", "/a/")).path()).contains(new AbsolutePath("/a"));
    assertThat(leaves(Map.of("colour", "light-blue")).colour()).contains(Colour.LIGHT_BLUE);
    assertThat(leaves(Map.of("secret", "s")).secret()).contains(new Secret("s"));
    assertThat(leaves(Map.of("number", -3)).number()).isEqualTo(-3);
    assertThat(leaves(Map.of("large", 1L << 40)).large()).isEqualTo(1L << 40);
    assertThat(leaves(Map.of("open", true)).open()).isTrue();
  }

  @Test
  void whatIsNotWrittenStaysAbsentOrTakesItsDefault() {
    assertThat(leaves(Map.of()).text()).isEmpty();
    assertThat(leaves(Map.of()).open()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name   | Db    | '\"Db\" is not a name; use up to 63 of a-z 0-9 _ . - and start with a"
            + " letter or digit'",
        "port   | 12:30 | '\"12:30\" is not a port; use a number from 1 to 65535, or 53/udp for one of UDP'",
        "port   | 65536 | '65536 is not a port; use 1 to 65535'",
        "size   | 1GB   | '\"1GB\" is not a size; use a number with K, M, G or T, such as 512M'",
        "size   | 999999999T | '\"999999999T\" is larger than any disk; use a smaller size'",
        "limit  | 30    | '\"30\" is not a duration; use a number with ms, s, m or h, such as 30s'",
        "path   | data  | '\"data\" is not absolute; start it with \"/\"'",
        "path   | /a/../b | '\"/a/../b\" has a \"..\" in it; write it out'",
        "colour | blue  | '\"blue\" is not allowed; use red, light-blue'",
        "number | 0755  | '\"0755\" is not a whole number; write one in decimal digits'",
        "number | 1.5   | '\"1.5\" is not a whole number; write one in decimal digits'",
        "number | 3000000000 | '3000000000 is too large; use a number up to 2147483647'",
        "open   | yes   | '\"yes\" is not true or false; write true'",
        "open   | no    | '\"no\" is not true or false; write false'",
        "open   | 1     | '\"1\" is not true or false; write one of them'",
      })
  void saysOfEveryKindOfLeafWhatIsWrong(String key, String value, String message) {
    assertThat(Reader.problemsOf(Leaves.class, Map.of(key, value)))
        .containsExactly("box b: " + key + ": " + message);
  }

  @Test
  void aLeafIsOneValue() {
    assertThat(Reader.problemsOf(Leaves.class, Map.of("port", List.of(1))))
        .containsExactly("box b: port: is a list; give it one value: port");
    assertThat(Reader.problemsOf(Leaves.class, Map.of("text", Map.of("a", 1))))
        .containsExactly("box b: text: is a mapping; give it one value: text");
    assertThat(Reader.problemsOf(Leaves.class, Collections.singletonMap("size", null)))
        .containsExactly("box b: size: is empty; give it one value: byte size");
  }

  private static Tree secret(String key, boolean secret) {
    Place place = new Place("site.yml", 3, 14);
    Tree.Scalar value = new Tree.Scalar(place, "hunter2", true, secret);
    return new Tree.Mapping(place, List.of(new Tree.Entry(place, key, value)));
  }

  @Test
  void aSecretMayStandOnlyWhereNothingShowsIt() {
    Reader reader = new Reader();
    assertThat(reader.read(Leaves.class, secret("secret", true)).secret())
        .contains(new Secret("hunter2"));
    assertThat(reader.read(Leaves.class, secret("text", true))).isNull();
    assertThat(reader.read(Leaves.class, secret("text", false)).text()).contains("hunter2");
    assertThat(reader.problems())
        .containsExactly(
            "site.yml:3:14: box b: text: is made of a secret, but would show in process lists and"
                + " in output; pass the secret in a container's environment or in a rendered file");
  }

  record Bounded(
      @Range(min = 1, max = 9) @Default("1") int both,
      @Range(min = 0) @Default("0") long least,
      @Range(max = 5) @Default("0") int most) {}

  @Test
  void numbersStayWithinTheirRange() {
    assertThat(new Reader().read(Bounded.class, Map.of("both", 9, "most", -7)))
        .isEqualTo(new Bounded(9, 0, -7));
    assertThat(Reader.problemsOf(Bounded.class, Map.of("both", 0)))
        .containsExactly("box b: both: 0 is out of range; use 1 to 9");
    assertThat(Reader.problemsOf(Bounded.class, Map.of("both", 10)))
        .containsExactly("box b: both: 10 is out of range; use 1 to 9");
    assertThat(Reader.problemsOf(Bounded.class, Map.of("least", -1)))
        .containsExactly("box b: least: -1 is out of range; use 0 or more");
    assertThat(Reader.problemsOf(Bounded.class, Map.of("most", 6)))
        .containsExactly("box b: most: 6 is out of range; use 5 or less");
  }

  record Lid(@Doc("Its weight.") int weight, @Default("red") Colour colour) {}

  record Many(
      @OrOne List<String> words,
      List<Port> ports,
      Map<String, Secret> environment,
      List<Lid> lids,
      Map<String, Lid> named) {}

  @Test
  void readsListsMapsAndWhatIsNested() {
    Object plain =
        Map.of(
            "words", List.of("a", "b"),
            "ports", List.of(80, 81),
            "environment", Map.of("KEY", "s"),
            "lids", List.of(Map.of("weight", 1), Map.of("weight", 2, "colour", "light-blue")),
            "named", Map.of("top", Map.of("weight", 3)));
    assertThat(new Reader().read(Many.class, plain))
        .isEqualTo(
            new Many(
                List.of("a", "b"),
                List.of(new Port(80), new Port(81)),
                Map.of("KEY", new Secret("s")),
                List.of(new Lid(1, Colour.RED), new Lid(2, Colour.LIGHT_BLUE)),
                Map.of("top", new Lid(3, Colour.RED))));
  }

  @Test
  void nothingWrittenIsAnEmptyListOrMap() {
    Many none = new Many(List.of(), List.of(), Map.of(), List.of(), Map.of());
    assertThat(new Reader().read(Many.class, Map.of())).isEqualTo(none);
    assertThat(new Reader().read(Many.class, Collections.singletonMap("ports", null)))
        .isEqualTo(none);
    assertThat(new Reader().read(Many.class, Collections.singletonMap("named", null)))
        .isEqualTo(none);
  }

  @Test
  void oneStandsForAListOnlyWhereThatIsSaid() {
    assertThat(new Reader().read(Many.class, Map.of("words", "a")).words()).containsExactly("a");
    assertThat(Reader.problemsOf(Many.class, Map.of("ports", 80)))
        .containsExactly("box b: ports: is a single value; write a list: [a, b]");
  }

  @Test
  void saysInWhichPartSomethingIsWrong() {
    assertThat(Reader.problemsOf(Many.class, Map.of("environment", List.of("A=b"))))
        .containsExactly("box b: environment: is a list; write a mapping: {KEY: value}");
    assertThat(Reader.problemsOf(Many.class, Map.of("environment", Map.of("K", List.of()))))
        .containsExactly("box b: environment.K: is a list; give it one value: secret text");
    assertThat(Reader.problemsOf(Many.class, Map.of("named", Map.of("top", Map.of()))))
        .containsExactly("box b: named.top: has no \"weight\"; add it: Its weight.");
    assertThat(Reader.problemsOf(Many.class, Map.of("lids", List.of("heavy"))))
        .containsExactly("box b: lids: is a single value; write its keys: weight, colour");
  }

  @Test
  void reportsEveryProblemAndNotOnlyTheFirst() {
    Object plain = Map.of("ports", List.of("a", 80, 0), "lids", List.of(Map.of("colour", "x")));
    assertThat(Reader.problemsOf(Many.class, plain))
        .containsExactly(
            "box b: ports: \"a\" is not a port; use a number from 1 to 65535, or 53/udp for one of UDP",
            "box b: ports: 0 is not a port; use 1 to 65535",
            "box b: lids: has no \"weight\"; add it: Its weight.",
            "box b: lids: colour: \"x\" is not allowed; use red, light-blue");
  }

  @Test
  void anUnknownKeyIsNamedWithTheNearestKnownOne() {
    assertThat(Reader.problemsOf(Lid.class, Map.of("weight", 1, "color", "red")))
        .containsExactly("box b: has no key \"color\"; did you mean \"colour\"?");
    assertThat(Reader.problemsOf(Lid.class, Map.of("weight", 1, "sate", "absent")))
        .containsExactly("box b: has no key \"sate\"; did you mean \"state\"?");
    assertThat(Reader.problemsOf(Lid.class, Map.of("weight", 1, "material", "oak")))
        .containsExactly(
            "box b: has no key \"material\"; the known ones are weight, colour, on, state");
  }

  @Test
  void anUnknownKeyOfWhatIsNestedIsNotTakenForACommonOne() {
    Object plain = Map.of("lids", List.of(Map.of("weight", 1, "sate", 2)));
    assertThat(Reader.problemsOf(Many.class, plain))
        .containsExactly("box b: lids: has no key \"sate\"; the known ones are weight, colour");
  }

  @Test
  void aRecordIsAMapping() {
    assertThat(Reader.problemsOf(Lid.class, List.of()))
        .containsExactly("box b: is a list; write its keys: weight, colour");
    assertThat(Reader.problemsOf(Lid.class, null))
        .containsExactly("box b: is empty; write its keys: weight, colour");
  }

  record Files(Optional<LocalFile> archive, Optional<SourceFile> config) {}

  @Test
  void aFileIsFoundByItsPathAndComesWholeOverTheWire() {
    assertThat(new Reader().read(Files.class, Map.of("archive", "db.tar", "config", "a.hbs")))
        .isEqualTo(
            new Files(
                Optional.of(new LocalFile("/playbooks/db.tar", 7)),
                Optional.of(
                    new SourceFile(
                        "a.hbs",
                        new LocalFile("/playbooks/a.hbs", 7),
                        Optional.of(new Secret("rendered")),
                        ""))));
    Object wire = Map.of("archive", Map.of("path", "/images/db.tar", "size", 8));
    assertThat(new Reader().read(Files.class, wire).archive())
        .contains(new LocalFile("/images/db.tar", 8));
    assertThat(Reader.problemsOf(Files.class, Map.of("archive", "missing")))
        .containsExactly("box b: archive: there is no file missing; correct the path");
    assertThat(Reader.problemsOf(Files.class, Map.of("config", List.of())))
        .containsExactly("box b: config: is a list; give it the path of a template file");
  }

  record Span(@Doc("From.") int from, @Doc("To.") int to) {
    Span {
      if (from > to) {
        throw new IllegalArgumentException("ends before it begins; swap from and to");
      }
    }
  }

  @Test
  void aRecordMayRefuseItsValues() {
    assertThat(new Reader().read(Span.class, Map.of("from", 1, "to", 2))).isEqualTo(new Span(1, 2));
    assertThat(Reader.problemsOf(Span.class, Map.of("from", 2, "to", 1)))
        .containsExactly("box b: ends before it begins; swap from and to");
  }

  @Test
  void everyProblemIsAtThePlaceOfItsCause() {
    Place outer = new Place("site.yml", 2, 5);
    Place key = new Place("site.yml", 3, 7);
    Place value = new Place("site.yml", 3, 15);
    Tree.Scalar red = new Tree.Scalar(value, "rouge", false, false);
    Tree.Mapping lid =
        new Tree.Mapping(
            outer,
            Arrays.asList(new Tree.Entry(key, "colour", red), new Tree.Entry(key, "x", red)));
    Reader reader = new Reader();
    assertThat(reader.read(Lid.class, lid)).isNull();
    assertThat(reader.problems())
        .containsExactly(
            "site.yml:3:7: box b: has no key \"x\"; the known ones are weight, colour, on, state",
            "site.yml:2:5: box b: has no \"weight\"; add it: Its weight.",
            "site.yml:3:15: box b: colour: \"rouge\" is not allowed; use red, light-blue");
  }
}

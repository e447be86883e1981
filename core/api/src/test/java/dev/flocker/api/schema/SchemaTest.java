package dev.flocker.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a schema says of a record, and that its values survive the wire. */
class SchemaTest {

  enum Colour {
    RED,
    LIGHT_BLUE
  }

  record Lid(@Doc("Its weight.") int weight) {}

  @Doc("A box.")
  record Box(
      @Doc("What it is called.") Name name,
      @Doc("How many.") @Range(min = 1, max = 9) int count,
      @Doc("How much.") long bytes,
      @Doc("Whether.") @Default("true") boolean open,
      @Doc("How long.") @Default("30s") Duration stopTimeout,
      @Doc("Which.") Optional<Colour> colour,
      @Doc("Where to.") Port port,
      @Doc("How large.") ByteSize size,
      @Doc("Where.") AbsolutePath path,
      @Doc("Hidden.") Secret password,
      @Doc("Whole.") LocalFile archive,
      @Doc("Rendered.") SourceFile config,
      @Doc("Words.") @OrOne List<String> words,
      @Doc("Lids.") List<Lid> lids,
      @Doc("More.") Map<String, Secret> environment,
      Lid lid) {}

  private static final Schema<Box> SCHEMA = Schema.of(Box.class);

  static Box box() {
    return new Box(
        new Name("b"),
        3,
        1L << 40,
        false,
        Duration.ofMillis(1500),
        Optional.of(Colour.LIGHT_BLUE),
        new Port(80),
        new ByteSize(512L << 20),
        new AbsolutePath("/data"),
        new Secret("hunter2"),
        new LocalFile("/images/db.tar", 7),
        new SourceFile(
            "app.conf", new LocalFile("/playbooks/app.conf", 8), Optional.of(new Secret("x")), ""),
        List.of("a", "b"),
        List.of(new Lid(1), new Lid(2)),
        Map.of("KEY", new Secret("s")),
        new Lid(5));
  }

  private static Attribute attribute(String key) {
    return SCHEMA.attributes().stream().filter(a -> a.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void keysAreComponentsInSnakeCaseInTheirOrder() {
    assertThat(SCHEMA.attributes())
        .extracting(Attribute::key)
        .startsWith("name", "count", "bytes", "open", "stop_timeout", "colour")
        .hasSize(16);
    assertThat(Schema.key("maxRetryCount")).isEqualTo("max_retry_count");
  }

  @ShortForm("on")
  record Copies(List<String> on, Optional<Duration> every) {}

  record Shelf(Optional<Copies> copies) {}

  @Test
  void theValueOfOneKeyMayStandForAll() {
    Schema<Shelf> schema = Schema.of(Shelf.class);
    Shelf shelf = schema.decode(Map.of("copies", List.of("n3")));
    assertThat(shelf.copies()).contains(new Copies(List.of("n3"), Optional.empty()));
    assertThat(schema.decode(schema.encode(shelf))).isEqualTo(shelf);
    assertThat(schema.decode(Map.of("copies", Map.of("on", List.of("n3"), "every", "5m"))).copies())
        .contains(new Copies(List.of("n3"), Optional.of(Duration.ofMinutes(5))));
    assertThatThrownBy(() -> schema.decode(Map.of("copies", "n3")))
        .hasMessageContaining("copies: on")
        .hasMessageContaining("write a list");
    assertThat(schema.attributes().getFirst().type())
        .isEqualTo(
            new Type.Nested(Schema.of(Copies.class), Optional.of(new Type.ListOf(text(), false))));
  }

  @Test
  void onlyWhatHasNothingToStandInForItIsRequired() {
    assertThat(SCHEMA.attributes().stream().filter(a -> !a.required()).map(Attribute::key))
        .containsExactly("open", "stop_timeout", "colour", "words", "lids", "environment");
    assertThat(attribute("stop_timeout").fallback()).contains("30s");
    assertThat(attribute("colour").fallback()).isEmpty();
  }

  @Test
  void everyKeyHasItsTypeMeaningAndBounds() {
    assertThat(SCHEMA.doc()).isEqualTo("A box.");
    assertThat(Schema.of(Lid.class).doc()).isEmpty();
    assertThat(attribute("count").min()).isEqualTo(1);
    assertThat(attribute("count").max()).isEqualTo(9);
    assertThat(attribute("bytes").max()).isEqualTo(Long.MAX_VALUE);
    assertThat(attribute("count").doc()).isEqualTo("How many.");
    assertThat(attribute("lid").doc()).isEmpty();
    assertThat(attribute("words").type()).isEqualTo(new Type.ListOf(text(), true));
    assertThat(attribute("lid").type())
        .isEqualTo(new Type.Nested(Schema.of(Lid.class), Optional.empty()));
    assertThat(attribute("colour").type())
        .isEqualTo(new Type.Leaf("choice", Colour.class, List.of("red", "light-blue")));
  }

  private static Type text() {
    return new Type.Leaf("text", String.class, List.of());
  }

  @Test
  void leavesAreNamedForPeople() {
    assertThat(SCHEMA.attributes().stream().map(Attribute::type))
        .filteredOn(Type.Leaf.class::isInstance)
        .extracting(t -> ((Type.Leaf) t).name())
        .containsExactly(
            "name",
            "number",
            "number",
            "true or false",
            "duration",
            "choice",
            "port",
            "byte size",
            "absolute path",
            "secret text",
            "file",
            "template file");
  }

  @Test
  void encodesToPlainValues() {
    assertThat(SCHEMA.encode(box()))
        .containsEntry("name", "b")
        .containsEntry("count", 3)
        .containsEntry("open", false)
        .containsEntry("stop_timeout", "1500ms")
        .containsEntry("colour", "light-blue")
        .containsEntry("size", "512M")
        .containsEntry("password", "hunter2")
        .containsEntry("archive", Map.of("path", "/images/db.tar", "size", 7L))
        .containsEntry("lids", List.of(Map.of("weight", 1), Map.of("weight", 2)))
        .containsEntry("environment", Map.of("KEY", "s"));
  }

  @Test
  void everyValueSurvivesTheWire() {
    assertThat(SCHEMA.decode(SCHEMA.encode(box()))).isEqualTo(box());
  }

  record Few(Optional<String> maybe, List<String> words, Map<String, String> more) {}

  @Test
  void anEmptyOptionalIsLeftOut() {
    Schema<Few> schema = Schema.of(Few.class);
    Few none = new Few(Optional.empty(), List.of(), Map.of());
    assertThat(schema.encode(none)).containsOnlyKeys("words", "more");
    assertThat(schema.decode(schema.encode(none))).isEqualTo(none);
    assertThat(schema.get(schema.attributes().getFirst(), none)).isEqualTo(Optional.empty());
  }

  @Test
  void whatDidNotComeFromEncodingIsTheCallersFault() {
    assertThatThrownBy(() -> Schema.of(Lid.class).decode(Map.of("weight", "heavy")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"heavy\" is not a whole number");
  }

  record Odd(Thread thread) {}

  @Test
  void aTypeThatNobodyCanReadIsThePluginsFault() {
    assertThatThrownBy(() -> Schema.of(Odd.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no schema for class java.lang.Thread: give it a static parse(String)");
  }
}

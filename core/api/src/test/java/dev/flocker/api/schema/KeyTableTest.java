package dev.flocker.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Diff;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Keys of a table stand among a record's own. */
class KeyTableTest {

  static final Key<String> COLOUR = Key.of("colour", String.class, "Which.");
  static final Key<List<String>> WORDS = Key.listOf("words", String.class, "Words.").orOne();
  static final Key<Map<String, Secret>> NOTES = Key.mapOf("notes", Secret.class, "Notes.");
  static final Key<Integer> COUNT = Key.of("count", int.class, "How many.").within(1, 9);
  static final Key<String> SHAPE = Key.of("shape", String.class, "Form.").otherwise("round");

  static final class Table implements Supplier<List<Key<?>>> {
    @Override
    public List<Key<?>> get() {
      return List.of(COLOUR, WORDS, NOTES, COUNT, SHAPE);
    }
  }

  static final class Doubled implements Supplier<List<Key<?>>> {
    @Override
    public List<Key<?>> get() {
      return List.of(COLOUR, COLOUR);
    }
  }

  record Box(String name, @KeyTable(Table.class) Values values, int weight) {}

  record Faulty(@KeyTable(Doubled.class) Values values) {}

  private static final Schema<Box> SCHEMA = Schema.of(Box.class);

  private static Box box(Map<String, Object> more) {
    Map<String, Object> plain = new LinkedHashMap<>(Map.of("name", "b", "weight", 3));
    plain.putAll(more);
    return SCHEMA.decode(plain);
  }

  @Test
  void keysStandWhereTheirComponentDoes() {
    assertThat(SCHEMA.attributes())
        .extracting(Attribute::key)
        .containsExactly("name", "colour", "words", "notes", "count", "shape", "weight");
    assertThat(SCHEMA.attributes().get(5).fallback()).contains("round");
    assertThat(SCHEMA.attributes()).extracting(Attribute::required).contains(true, false);
  }

  @Test
  void survivesTheWire() {
    Box box =
        box(Map.of("colour", "red", "words", "one", "notes", Map.of("a", "geheim"), "count", 9));
    assertThat(box.values().get(COLOUR)).contains("red");
    assertThat(box.values().get(WORDS)).contains(List.of("one"));
    assertThat(box.values().get(COUNT)).contains(9);
    assertThat(box.values().get(SHAPE)).contains("round");
    assertThat(SCHEMA.decode(SCHEMA.encode(box))).isEqualTo(box);
    assertThat(SCHEMA.secrets(box)).containsExactly(new Secret("geheim"));
    assertThat(box.toString()).contains("colour=red").doesNotContain("geheim");
  }

  @Test
  void anEmptyListIsAsGoodAsNone() {
    assertThat(box(Map.of("words", List.of()))).isEqualTo(box(Map.of()));
  }

  @Test
  void differencesAreToldByKey() {
    Diff diff =
        Diff.between(
            SCHEMA, box(Map.of("count", 2)), box(Map.of("colour", "red")), Set.of("count"));
    assertThat(diff.kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(diff.changes())
        .containsExactlyInAnyOrder(
            new Diff.Change("colour", "red", ""), new Diff.Change("count", "", "2"));
  }

  @Test
  void problemsAreToldByKey() {
    List<Problem> problems = new ArrayList<>();
    Tree tree = Tree.of(Map.of("name", "b", "weight", 3, "count", 10, "color", "red"));
    assertThat(SCHEMA.decode(tree, "box b", Set.of(), Sources.NONE, problems::add)).isNull();
    assertThat(problems)
        .extracting(p -> p.what() + ": " + p.why() + "; " + p.remedy())
        .containsExactlyInAnyOrder(
            "box b: count: 10 is out of range; use 1 to 9",
            "box b: has no key \"color\"; did you mean \"colour\"?");
  }

  @Test
  void aKeyCannotBeInATableTwice() {
    assertThatThrownBy(() -> Schema.of(Faulty.class)).hasMessageContaining("twice: colour");
  }
}

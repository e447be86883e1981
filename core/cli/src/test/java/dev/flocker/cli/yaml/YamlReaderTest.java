package dev.flocker.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  private final List<Problem> problems = new ArrayList<>();

  private Tree.Mapping read(String text) {
    Tree tree = YamlReader.parse(text, "f.yml", problems::add);
    assertThat(problems).isEmpty();
    return (Tree.Mapping) tree;
  }

  private static String text(Tree.Mapping m, String key) {
    return ((Tree.Scalar) m.get(key).orElseThrow()).text();
  }

  @ParameterizedTest
  @CsvSource({"0755", "no", "12:30", "1.10", "0x10", "2026-01-01"})
  void aScalarKeepsItsText(String written) {
    assertThat(text(read("k: " + written), "k")).isEqualTo(written);
  }

  @Test
  void everyPartHasItsPlace() {
    Tree.Mapping m = read("a: 1\nb:\n  - x\n");
    assertThat(m.entry("b").orElseThrow().place()).isEqualTo(new Place("f.yml", 2, 1));
    Tree.Sequence list = (Tree.Sequence) m.get("b").orElseThrow();
    assertThat(list.items().getFirst().place()).isEqualTo(new Place("f.yml", 3, 5));
  }

  @Test
  void onIsAKeyLikeAnyOther() {
    assertThat(text(read("on: n1\n5432: x"), "on")).isEqualTo("n1");
  }

  @Test
  void mergesWithTheOwnKeysFirst() {
    Tree.Mapping m = read("base: &b {x: 1, y: 2}\nmine: {<<: *b, y: 3}");
    Tree.Mapping mine = (Tree.Mapping) m.get("mine").orElseThrow();
    assertThat(text(mine, "x")).isEqualTo("1");
    assertThat(text(mine, "y")).isEqualTo("3");
  }

  @Test
  void aliasesMayNotExplode() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String a = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(a, a, a, a, a, a))));
    }
    assertThat(YamlReader.parse(bomb.toString(), "f.yml", problems::add)).isNull();
    assertThat(problems.getFirst().why()).startsWith("aliases expand to more than");
  }

  /** Each is one level deep as it is written. */
  @Test
  void aliasesMayNotPileUp() {
    StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 900; i++) {
      chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }
    assertThat(YamlReader.parse(chain.toString(), "f.yml", problems::add)).isNull();
    assertThat(problems.getFirst().toString()).contains("f.yml:1:5", "more than 60 levels");
  }

  /** No file could be named so, for one. */
  @Test
  void noValueHasTheCharacterNul() {
    assertThat(YamlReader.parse("a: {b: \"x\\0\"}\n", "f.yml", problems::add)).isNull();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().toString())
        .isEqualTo("f.yml:1:8: YAML: the character NUL stands here; remove it");
  }

  @Test
  void anEmptyFileIsNull() {
    Tree tree = YamlReader.parse("# nothing\n", "f.yml", problems::add);
    assertThat(tree)
        .isInstanceOfSatisfying(Tree.Scalar.class, s -> assertThat(s.isNull()).isTrue());
  }
}

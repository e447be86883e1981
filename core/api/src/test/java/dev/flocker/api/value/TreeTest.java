package dev.flocker.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeTest {

  private static Tree.Scalar scalar(String text, boolean quoted) {
    return new Tree.Scalar(Place.NOWHERE, text, quoted, false);
  }

  @Test
  void everyPlainValueHasItsTree() {
    assertThat(Tree.of("no")).isEqualTo(scalar("no", true));
    assertThat(Tree.of(755)).isEqualTo(scalar("755", false));
    assertThat(Tree.of(1L << 40)).isEqualTo(scalar("1099511627776", false));
    assertThat(Tree.of(true)).isEqualTo(scalar("true", false));
    assertThat(Tree.of(null)).isEqualTo(scalar(null, false));
    assertThat(Tree.of(Arrays.asList("a", null)))
        .isEqualTo(
            new Tree.Sequence(Place.NOWHERE, List.of(scalar("a", true), scalar(null, false))));
  }

  @Test
  void aMappingKeepsItsOrder() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("z", 1);
    plain.put("a", List.of());
    Tree.Mapping tree = (Tree.Mapping) Tree.of(plain);
    assertThat(tree.entries()).extracting(Tree.Entry::key).containsExactly("z", "a");
    assertThat(tree.get("z")).contains(scalar("1", false));
    assertThat(tree.get("b")).isEmpty();
  }

  @Test
  void anythingElseIsTheCallersFault() {
    assertThatIllegalArgumentException().isThrownBy(() -> Tree.of(new Secret("s")));
  }

  @Test
  void aSecretScalarDoesNotPrint() {
    assertThat(new Tree.Scalar(Place.NOWHERE, "hunter2", true, true)).hasToString("***");
    assertThat(scalar("x", true)).hasToString("x");
    assertThat(scalar(null, false).isNull()).isTrue();
    assertThat(scalar("", false).isNull()).isFalse();
  }
}

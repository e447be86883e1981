package dev.flocker.cli.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

  private static Tree read(List<String> lines) {
    return YamlReader.parse(
        String.join("\n", lines) + "\n",
        "f",
        p -> {
          throw new AssertionError(p + "\n" + lines);
        });
  }

  @Test
  void writesBlocks() {
    Tree tree =
        read(List.of("[{a: {b: [1, x, [y], {c: 'd e', f: g}], h: []}, i: {}, j: ~}, true, '1']"));
    List<String> lines = YamlWriter.lines(tree);
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            - a:
                b:
                  - 1
                  - x
                  - - "y"
                  - c: "d e"
                    f: g
                h: []
              i: {}
              j: ~
            - true
            - "1\"""");
    assertThat(YamlWriter.lines(read(lines))).isEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a: b",
        "- a",
        "#x",
        "a #b",
        "null",
        "~",
        "yes",
        "0755",
        "1.10",
        "12:30",
        "'",
        "\"",
        "\\",
        "a\nb\n",
        "\t",
        "\u0001",
        "\u0085",
        "\u00e4\ud83d\ude00",
        "{{x}}",
        "*a",
        "&a",
        "!x",
        "%",
        "@",
        "`",
        "|",
        ">",
        "? a",
        "[a]",
        "{a}",
        ".5",
        "...",
        "---",
        "\u2028",
        "\ufeff"
      })
  void everyTextReadsBackAsItself(String text) {
    Tree written = Trees.scalar(Place.NOWHERE, text);
    Tree list = new Tree.Sequence(Place.NOWHERE, List.of(written));
    Tree.Mapping mapping = new Trees(Place.NOWHERE).with("k" + text, list).mapping();
    Tree back = read(YamlWriter.lines(mapping));
    Tree.Entry entry = Trees.entries(back).getFirst();
    assertThat(entry.key()).isEqualTo("k" + text);
    assertThat(Trees.items(entry.value()))
        .singleElement()
        .isInstanceOfSatisfying(
            Tree.Scalar.class, s -> assertThat(s.text()).as("not null").isEqualTo(text));
  }
}

package dev.flocker.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "{",
        "a{b}",
        "{{x}}",
        "{{{{x}}}}",
        "{{",
        "}} {{",
        "{{{x}}}",
        "{% if x %}",
        "{{%",
        "{{#if a}}",
        "{{!-- x --}}",
        "\\{{x}}",
        "\\\\{{x}}",
        "C:\\{a}",
        "{{default _ \"{\"}}",
        "{{.Name}} {{x}}"
      })
  void rendersToItself(String text) {
    Renderer renderer = new Renderer(Variables.NONE, Path.of("."), Controller.of(Map.of()));
    Tree rendered =
        renderer.render(
            Trees.scalar(Place.NOWHERE, Literal.of(text)),
            p -> {
              throw new AssertionError(p.toString());
            });
    assertThat(rendered).isNotNull();
    assertThat(Trees.text(rendered)).isEqualTo(text);
  }
}

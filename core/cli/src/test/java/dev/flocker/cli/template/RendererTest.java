package dev.flocker.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {

  private static final String VARS =
      """
      name: db
      version: "15"
      image: "postgres:{{version}}"
      full: "{{image}}-x"
      a: "{{b}}"
      b: "{{a}}"
      yes_: true
      no_: false
      empty: ""
      db: {host: h1, port: 5432}
      list: [x, y]
      sole: "{{list}}"
      log: here
      """;

  private final List<Problem> problems = new ArrayList<>();
  @TempDir Path folder;

  private Tree render(String text) {
    Tree.Mapping vars = (Tree.Mapping) YamlReader.parse(VARS, "vars.yml", problems::add);
    Variables all =
        Variables.NONE
            .with(vars)
            .with("password", new Tree.Scalar(vars.place(), "s3cret", false, true));
    Tree tree = YamlReader.parse("k: '" + text + "'", "f.yml", problems::add);
    assertThat(problems).isEmpty();
    Tree result =
        new Renderer(all, folder, Controller.of(Map.of("HOME", "/root")))
            .render(((Tree.Mapping) tree).get("k").orElseThrow(), problems::add);
    return result;
  }

  /** A node may call itself what it likes. */
  @ParameterizedTest
  @ValueSource(strings = {"{{facts.hostname}}", "{{v}}", "{{default facts.hostname \"x\"}}"})
  void takesWhatNodesSayForData(String template) {
    String lie = "{{env \"HOME\"}}";
    Variables all =
        Variables.NONE
            .with("v", Tree.of("{{facts.hostname}}"))
            .with(Renderer.FACTS, Tree.of(Map.of("hostname", lie)));
    Renderer renderer = new Renderer(all, folder, Controller.of(Map.of("HOME", "/root")));
    assertThat(((Tree.Scalar) renderer.render(Tree.of(template), problems::add)).text())
        .isEqualTo(lie);
  }

  @ParameterizedTest
  @CsvSource({
    "a {{name}} b,a db b",
    "{{full}},postgres:15-x",
    "{{db.port}},5432",
    "{{#each list}}{{this}};{{/each}},x;y;",
    "{{#if yes_}}A{{else}}B{{/if}},A",
    "{{#if no_}}A{{else}}B{{/if}},B",
    "{{#if empty}}A{{else}}B{{/if}},B",
    "{{default nothing \"d\"}},d",
    "{{default name \"d\"}},db",
    "{{eq name \"db\"}},true",
    "{{ne name \"db\"}},false",
    "{{eq db.port 5432}},true",
    "{{#if (and yes_ (not no_))}}A{{/if}},A",
    "{{or no_ empty}},false",
    "{{#eq name \"db\"}}A{{else}}B{{/eq}},A",
    "{{env \"HOME\"}},/root",
    "{{env \"NONE\" \"x\"}},x",
    "{{log}},here",
    "<{{{name}}}>,<db>",
    "\\{{name}},{{name}}",
  })
  void renders(String template, String expected) {
    Tree result = render(template);
    assertThat(problems).isEmpty();
    assertThat(((Tree.Scalar) result).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x {{nam}}!f.yml:1:9: template: there is no variable \"nam\"; did you mean \"name\"?",
        "{{db.pott}}!f.yml:1:7: template: there is no variable \"db.pott\"; define it under vars,"
            + " in the inventory, or with -e db=...",
        "{{#if nothing}}a{{/if}}!f.yml:1:11: template: there is no variable \"nothing\"; define it"
            + " under vars, in the inventory, or with -e nothing=...",
        "{{#nothing}}a{{/nothing}}!f.yml:1:8: template: there is no variable \"nothing\"; define"
            + " it under vars, in the inventory, or with -e nothing=...",
        "{{eq nothing 1}}!f.yml:1:10: template: there is no variable \"nothing\"; define it under"
            + " vars, in the inventory, or with -e nothing=...",
        "{{a}}!vars.yml:5:4: template: the variable {{b}} is made of itself; break the circle",
        "{{name | upper}}!f.yml:1:5: template: a \"|\" filter is Jinja, and flocker's templates are"
            + " Handlebars; use a helper: {{default x \"value\"}}; there are eq ne and or not"
            + " default env file",
        "{% if x %}!f.yml:1:5: template: \"{%\" is Jinja, and flocker's templates are Handlebars;"
            + " write {{#if x}}...{{else}}...{{/if}} or {{#each list}}{{this}}{{/each}}",
        "{{name == version}}!f.yml:1:5: template: an expression is Jinja, and flocker's templates"
            + " are Handlebars; write {{eq a b}} to compare, {{map.key}} to look up, {{a}}{{b}} to"
            + " join",
        "{{env \"NONE\"}}!f.yml:1:5: template: the environment has no NONE; set it, or write {{env"
            + " \"NONE\" \"value\"}}",
      })
  void refuses(String template, String message) {
    assertThat(render(template)).isNull();
    assertThat(problems).extracting(Problem::toString).containsExactly(message);
  }

  @Test
  void aTemplateThatDoesNotParseSaysSo() {
    assertThat(render("{{#if name}}a")).isNull();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().why()).startsWith("is not Handlebars");
  }

  @Test
  void aSecretTaintsWhatItGoesInto() {
    assertThat(((Tree.Scalar) render("x{{password}}")).secret()).isTrue();
    assertThat(((Tree.Scalar) render("x{{name}}")).secret()).isFalse();
  }

  @Test
  void aVariableAloneStaysAList() {
    assertThat(render("{{sole}}")).isInstanceOf(Tree.Sequence.class);
  }

  /** Each is shallow as it is written. */
  @Test
  void variablesMayNotPileUp() {
    Variables all = Variables.NONE;
    for (int i = 0; i < 40; i++) {
      String text = "[".repeat(50) + "'{{v" + (i + 1) + "}}'" + "]".repeat(50);
      Tree tree = YamlReader.parse(text, "vars.yml", problems::add);
      all = all.with("v" + i, java.util.Objects.requireNonNull(tree));
    }
    all = all.with("v40", Tree.of("end"));
    Renderer renderer = new Renderer(all, folder, Controller.of(Map.of()));

    assertThat(renderer.render(Tree.of("{{v0}}"), problems::add)).isNull();
    assertThat(problems.getFirst().why()).contains("more than 100 levels");
    assertThat(renderer.render(Tree.of("{{v39}}"), problems::add)).isNotNull();
  }

  @Test
  void blocksMayNotBeNestedWithoutEnd() {
    int many = 20_000;
    String text = "{{#if yes_}}".repeat(many) + "x" + "{{/if}}".repeat(many);

    assertThat(render(text)).isNull();
    assertThat(problems.getFirst().toString()).contains("f.yml:1:", "nests blocks too deep");
  }

  @Test
  void rendersFilesWithTheirOwnPlaces() throws Exception {
    Path file = Files.writeString(folder.resolve("a.hbs"), "one\ntwo {{nothing}}\n");
    assertThat(
            new Renderer(Variables.NONE, folder, Controller.of(Map.of())).file(file, problems::add))
        .isNull();
    assertThat(problems.getFirst().place().toString()).endsWith("a.hbs:2:7");
    Files.writeString(file, "a\n{{#if x}}\nb\n{{/if}}\nc <>\n");
    Variables x = Variables.NONE.with("x", Tree.of("1"));
    assertThat(new Renderer(x, folder, Controller.of(Map.of())).file(file, problems::add))
        .isEqualTo("a\nb\nc <>\n");
    assertThat(
            ((Tree.Scalar)
                    new Renderer(x, folder, Controller.of(Map.of()))
                        .render(Tree.of("{{file \"a.hbs\"}}"), problems::add))
                .text())
        .startsWith("a\n{{#if");
  }
}

package dev.flocker.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.vault.Password;
import dev.flocker.cli.vault.Vault;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hosts, of which the second says of itself what would be a template elsewhere. */
class HostRenderersTest {

  private static final String LIE = "{{file \"key\"}}";
  private static final String VARS =
      """
      me: NAME
      list: ["{{me}}"]
      map: {of: "{{me}}"}
      mine: "{{facts}}"
      ofOther: "{{hostvars.n2.facts}}"
      other: "{{hostvars.n2.mine}}"
      """;

  private final List<Problem> problems = new ArrayList<>();
  @TempDir Path folder;

  @BeforeEach
  void key() throws Exception {
    Files.writeString(folder.resolve("key"), "PRIVATE");
  }

  private HostRenderers renderers(Map<String, String> facts, Vault vault) {
    return new HostRenderers(
        Set.of("n1", "n2"),
        host -> {
          Tree vars =
              Objects.requireNonNull(
                  YamlReader.parse(VARS.replace("NAME", host), "vars.yml", problems::add));
          Variables all =
              Variables.NONE
                  .with((Tree.Mapping) vars)
                  .with("password", new Tree.Scalar(vars.place(), "s3cret", false, true));
          return new HostRenderers.Sight(all.with(Renderer.FACTS, Tree.of(facts)), Variables.NONE);
        },
        folder,
        new Controller(Map.of(), vault));
  }

  private String rendered(Map<String, String> facts, String template) {
    Tree tree = renderers(facts, Vault.NONE).of("n1").render(Tree.of(template), problems::add);
    assertThat(problems).isEmpty();
    return String.valueOf(tree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{facts}}",
        "{{mine}}",
        "{{mine.kernel}}",
        "{{#with mine}}{{kernel}}{{/with}}",
        "{{hostvars.n2.facts}}",
        "{{hostvars.n2.facts.kernel}}",
        "{{hostvars.n2.mine}}",
        "{{hostvars.n2.mine.kernel}}",
        "{{ofOther}}",
        "{{ofOther.kernel}}",
        "{{other}}",
        "{{other.kernel}}",
        "{{#each other}}{{this}}{{/each}}",
        "{{hostvars.n1.hostvars.n2.facts}}",
      })
  void whatNodesSayIsNoTemplateByWhateverNameItGoes(String template) {
    assertThat(rendered(Map.of("kernel", LIE), template)).contains(LIE).doesNotContain("PRIVATE");
  }

  /** Nor is it opened, as what is encrypted would be, or taken for what the tag says. */
  @ParameterizedTest
  @ValueSource(strings = {"{{facts}}", "{{mine}}", "{{hostvars.n2.facts}}", "{{ofOther}}"})
  void whatNodesSayHasNoTags(String template) {
    assertThat(rendered(Map.of(YamlReader.VAULT, LIE), template)).contains(LIE);
    assertThat(rendered(Map.of(YamlReader.UNSAFE, LIE), template)).contains(YamlReader.UNSAFE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{hostvars.n2.list}}",
        "{{hostvars.n2.map}}",
        "{{hostvars.n2.map.of}}",
        "{{#each hostvars.n2.list}}{{this}}{{/each}}",
      })
  void aListOfAnotherHostIsRenderedForThatHost(String template) {
    assertThat(rendered(Map.of(), template)).contains("n2").doesNotContain("n1");
  }

  @Test
  void whatWasEncryptedByItselfIsNoTemplate() throws Exception {
    String text =
        Files.readString(
            Path.of(Objects.requireNonNull(getClass().getResource("/vault/s.yml")).toURI()));
    Tree encrypted = Objects.requireNonNull(YamlReader.parse(text, "s.yml", problems::add));
    Vault vault = new Vault(List.of(Password.typed("default", new Secret("open sesame"))));
    Renderer renderer =
        new Renderer(
            Variables.NONE.with((Tree.Mapping) encrypted), folder, new Controller(Map.of(), vault));

    for (String template : List.of("{{secret}}", "{{default secret 1}}")) {
      Tree.Scalar rendered = (Tree.Scalar) renderer.render(Tree.of(template), problems::add);
      assertThat(problems).isEmpty();
      assertThat(Objects.requireNonNull(rendered).text()).isEqualTo("pässwörd {{x}}");
      assertThat(rendered.secret()).isTrue();
    }
  }

  @Test
  void tellsEverySecretThatWentIntoATemplate() throws Exception {
    Files.copy(
        Path.of(Objects.requireNonNull(getClass().getResource("/vault/v11.yml")).toURI()),
        folder.resolve("sealed"));
    Vault vault = new Vault(List.of(Password.typed("default", new Secret("open sesame"))));
    HostRenderers renderers = renderers(Map.of(), vault);

    renderers.of("n1").render(Tree.of("x{{file \"sealed\"}}{{me}}"), problems::add);
    assertThat(renderers.secrets().keySet())
        .containsExactly("db_password: hunter22\nsettings: {token: \"t0ken-x\"}");
    renderers.of("n1").render(Tree.of("x{{password}}"), problems::add);
    assertThat(renderers.secrets()).containsKey("s3cret");
    assertThat(problems).isEmpty();
  }
}

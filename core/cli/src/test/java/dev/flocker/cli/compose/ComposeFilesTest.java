package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services a file has, what they are called, and whose project they are. */
class ComposeFilesTest {

  @TempDir Path folder;

  private Composing compose = new Composing(Path.of(""));

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  @Test
  void runsWhatItsProfilesAndItsPlacesSay() {
    compose.file(
        """
        services:
          app: {image: a}
          debug: {image: b, profiles: [dev, test]}
          extra: {image: c, profiles: [more]}
          off: {image: d}
        """);
    assertThat(running()).containsExactly("app", "off");
    compose.profile("test");
    assertThat(running()).containsExactly("app", "debug", "off");
    Tree n1 = Trees.scalar(Place.NOWHERE, "n1");
    Tree none = new Tree.Sequence(Place.NOWHERE, List.of());
    compose.placed(new Placement(Map.of("extra", n1, "off", none), Optional.of(n1), true));
    assertThat(running()).containsExactly("app", "debug", "extra");
    compose.placed(new Placement(Map.of("app", n1), Optional.empty(), false));
    assertThat(running()).containsExactly("app");
    compose.placed(new Placement(Map.of("ap", n1), Optional.empty(), false));
    assertThat(running()).isEmpty();
    assertThat(compose.problems())
        .containsExactly("on: there is no service \"ap\"; did you mean \"app\"?");
  }

  @Test
  void theEnvironmentNamesProfilesUnlessThePlayDoes() {
    compose.file(
        """
        services:
          app: {image: a}
          debug: {image: b, profiles: [dev, test]}
          extra: {image: c, profiles: [more]}
        """);
    compose.with(".env", "COMPOSE_PROFILES=more\n");
    assertThat(running()).containsExactly("app", "extra");
    compose.set("COMPOSE_PROFILES", "test, more");
    assertThat(running()).containsExactly("app", "debug", "extra");
    compose.set("COMPOSE_PROFILES", "*");
    assertThat(running()).containsExactly("app", "debug", "extra");
    compose.profile("dev");
    assertThat(running()).containsExactly("app", "debug");
    compose.set("COMPOSE_PROFILES", "");
    assertThat(running()).containsExactly("app", "debug");
  }

  private List<String> running() {
    return compose.resources().stream()
        .map(r -> Trees.entries(r).getFirst())
        .filter(e -> e.key().equals("container"))
        .map(e -> Trees.text((Tree.Mapping) e.value(), "name"))
        .toList();
  }

  @Test
  void namesContainersAsFlockerCan() {
    compose.file("services: {Web_App: {image: a}, web_app: {image: b}}");
    compose.resources();
    assertThat(compose.notes())
        .containsExactly("compose.yaml:1:12: service Web_App: its container is called web_app");
    assertThat(compose.problems())
        .containsExactly(
            "compose.yaml:1:33: service web_app: its container would be called web_app, as another"
                + " one is; give it another name");
  }

  @Test
  void theProjectIsThePlays() {
    compose.file("name: other\nservices: {app: {image: a, user: $COMPOSE_PROJECT_NAME}}");
    assertThat(compose.key("app", "user")).isEqualTo("shop");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:1:1: Compose file: name is not taken over: the project is shop");
    compose = new Composing(folder).file("name: shop\nservices: {app: {image: a}}");
    assertThat(compose.key("app", "image")).isEqualTo("a");
    assertThat(compose.notes()).isEmpty();
  }

  @Test
  void readsOldFilesThatAreTheirServicesAlone() {
    compose.file("db: {image: db, expose: [1]}\nweb: {image: web, links: [db], net: host}");
    assertThat(compose.container("web")).startsWith("name: web\nimage: web");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:2:32: service web: net is not taken over: write network_mode");
  }

  @Test
  void refusesKeysThatComposeHasNot() {
    compose.file("servcies: {}\nservices: {app: {image: a, enviroment: {A: b}}}\nvolume: {}");
    compose.resources();
    assertThat(compose.problems())
        .containsExactly(
            "compose.yaml:1:1: Compose file: has no key \"servcies\"; did you mean \"services\"?",
            "compose.yaml:3:1: Compose file: has no key \"volume\"; did you mean \"volumes\"?",
            "compose.yaml:2:28: service app: Compose has no key \"enviroment\"; did you mean"
                + " \"environment\"?");
  }
}

package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where variables in a Compose file, and those of its containers, get their values. */
class VariablesTest {

  @TempDir Path folder;

  private Composing compose = new Composing(Path.of(""));

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  private Composing app(String keys) {
    return compose.file("services:\n  app:\n    image: a\n    " + keys.replace("\n", "\n    "));
  }

  @Test
  void putsVariablesInFromTheEnvironmentAndTheFileBeside() {
    compose
        .set("TAG", "2")
        .with(".env", "TAG=1\nPORT=8080\nEMPTY=\n")
        .file(
            """
            services:
              app:
                image: app:${TAG:-stable}
                ports: ["${PORT}:80"]
                privileged: ${NO:-false}
                environment: {A: "${EMPTY}", B: '$NONE', $C: 5$$, D: "$NONE"}
            """);
    assertThat(compose.container("app"))
        .isEqualTo(
            """
            name: app
            image: "app:2"
            environment:
              A: ""
              B: ""
              "$C": "5$"
              D: ""
            restart: never
            ports:
              - internal: 80
                external: 8080""");
    assertThat(compose.notes())
        .containsExactly(
            "compose.yaml:6:37: variable: NONE is not set; empty is taken, as Docker Compose does",
            "compose.yaml:5:5: service app: privileged is not taken over: a container has no key for"
                + " it");
  }

  @Test
  void takesVariablesFromTheFilesThatThePlayNames() {
    compose
        .with(".env", "A=usual\n")
        .envFile("one.env", "A=1\nB=1\n")
        .envFile("two.env", "B=2$A\n")
        .file("services: {app: {image: \"a:$A-$B\", user: $COMPOSE_PROJECT_NAME}}");
    assertThat(compose.key("app", "image")).isEqualTo("\"a:1-21\"");
    assertThat(compose.key("app", "user")).isEqualTo("shop");
  }

  @Test
  void refusesWhatIsNoVariableAndWhatHasToBeSet() {
    compose.file("services: {app: {image: \"a:${TAG:?which one}\", user: \"${\"}}");
    compose.resources();
    assertThat(compose.problems())
        .containsExactly(
            "compose.yaml:1:25: variable: needs the variable TAG: which one; set it in the"
                + " environment or in the .env file",
            "compose.yaml:1:54: variable: \"${\" is not closed; add \"}\", or write \"$$\" for a dollar"
                + " that is meant as such");
  }

  @Test
  void readsEnvFiles() {
    compose
        .set("HOST", "host")
        .with("a.env", "A=1\nB=1\nC=$A-$HOST-$B\n")
        .with("b.env", "B='2'\n")
        .with("raw.env", "D='3'\n");
    app(
        """
        env_file:
          - a.env
          - {path: b.env, required: true}
          - {path: none.env, required: false}
          - {path: raw.env, format: raw}
        environment: {A: own}
        """);
    assertThat(compose.key("app", "environment"))
        .isEqualTo("A: own\nB: \"2\"\nC: \"1-host-1\"\nD: \"'3'\"");
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void refusesAnEnvFileThatIsNotThere() {
    app("env_file: none.env");
    compose.resources();
    assertThat(compose.problems())
        .containsExactly(
            "compose.yaml:4:15: service app: env_file: none.env does not exist; make it, or write"
                + " {path: none.env, required: false}");
  }
}

package dev.flocker.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipesTest {

  @TempDir Path folder;
  private String program;
  private final List<Problem> problems = new ArrayList<>();

  /** Says its last argument, and counts. */
  @BeforeEach
  void program() throws IOException {
    Path file = folder.resolve("keeper");
    Files.writeString(
        file,
        """
        #!/bin/sh
        echo run >>count
        case "$1" in
          fail) echo no such key >&2; echo "try again" >&2; exit 7;;
          wait) exec sleep 30;;
        esac
        for last; do :; done
        printf '%s\\n\\n' "$last"
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    program = file.toString();
  }

  private Tree render(String text, Pipes pipes) {
    Controller controller = new Controller(Map.of(), Vault.NONE, pipes);
    Tree.Scalar written = new Tree.Scalar(Place.of("site.yml"), text, true, false);
    return new Renderer(Variables.NONE, folder, controller).render(written, problems::add);
  }

  @Test
  void isASecretAndRunOnce() throws IOException {
    Pipes pipes = new Pipes(List.of(program));
    String template = "{{pipe \"" + program + " --extract '[\\\"db\\\"]'\"}}:x";

    Tree.Scalar first = (Tree.Scalar) render(template, pipes);
    assertThat(problems).isEmpty();
    assertThat(first.text()).isEqualTo("[\"db\"]:x");
    assertThat(first.secret()).isTrue();
    assertThat(render(template, pipes)).isEqualTo(first);
    assertThat(folder.resolve("count")).as("in the folder").hasContent("run\n");
  }

  @Test
  void runsNothingThatTheOperatorDidNotAllow() {
    assertThat(render("{{pipe \"" + program + " x\"}}", Pipes.NONE)).isNull();
    assertThat(problems.getFirst().toString())
        .startsWith("site.yml: ")
        .contains("a template may not run " + program, "--allow-pipe " + program);
    assertThat(folder.resolve("count")).doesNotExist();
  }

  @Test
  void saysHowItEnded() {
    Pipes pipes = new Pipes(List.of(program, "no-such-program"), Duration.ofMillis(300));
    assertThatThrownBy(() -> pipes.read(program + " fail", folder))
        .hasMessageContaining("ended with 7 (no such key | try again); run it by hand");
    assertThatThrownBy(() -> pipes.read(program + " wait", folder))
        .hasMessageContaining("did not end within ");
    assertThatThrownBy(() -> pipes.read("no-such-program x", folder))
        .hasMessageContaining("cannot be started");
    assertThatThrownBy(() -> pipes.read("", folder)).hasMessageContaining("pipe has no command");
    assertThatThrownBy(() -> pipes.read(program + " 'x", folder))
        .hasMessageContaining("a quote is not closed");
  }
}

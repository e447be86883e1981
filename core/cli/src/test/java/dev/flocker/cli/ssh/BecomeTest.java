package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.value.Secret;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As another user, by a sudo that only says what it would do. */
@Timeout(60)
class BecomeTest {

  /** Asks for a password unless the command is the one that its rule lets pass. */
  private static final String SUDO =
      """
      #!/bin/sh
      ask=yes prompt='Passwort: ' again='Das hat nicht funktioniert, bitte nochmal probieren.'
      [ "$LC_ALL" = C ] && prompt='Password: ' again='Sorry, try again.'
      [ "$LC_ALL" = C ] || needed='sudo: Ein Passwort ist notwendig'
      while [ "$1" != -- ]; do
        case $1 in
          -n) ask=no ;;
          -p) prompt=$2; shift ;;
          -u) shift ;;
        esac
        shift
      done
      shift
      if [ "$1" != "%s" ]; then
        [ $ask = no ] && { echo "${needed:-sudo: a password is required}" >&2; exit 1; }
        while printf '%%s' "$prompt" >&2; read -r password && [ "$password" != s3cret ]; do
          echo "%s" >&2
        done
      fi
      exec "$@"
      """;

  private static final Become WITH = new Become("root", Optional.of(new Secret("s3cret")));
  private static final Become WITHOUT = new Become("db admin", Optional.empty());

  @TempDir Path folder;

  /** What takes the words to the other end; empty for what does. */
  private Optional<OutputStream> input = Optional.empty();

  private record Told(Shell.Running running, OutputStream input) implements Shell.Running {
    @Override
    public InputStream output() {
      return running.output();
    }

    @Override
    public InputStream errors() {
      return running.errors();
    }

    @Override
    public int await() throws IOException, InterruptedException {
      return running.await();
    }

    @Override
    public void close() {
      running.close();
    }
  }

  @BeforeEach
  void sudo() throws IOException {
    sudo("", "$again");
  }

  @Test
  void aPasswordIsNeverAnArgument() {
    assertThat(WITH.wrap("id")).doesNotContain("s3cret");
    assertThat(new String(WITH.lines(), StandardCharsets.UTF_8)).startsWith("s3cret\n");
    assertThat(WITHOUT.wrap("id; id")).endsWith("exec sudo -n -u 'db admin' -- sh -c 'id; id'");
    assertThat(WITHOUT.lines()).isEmpty();
  }

  @Test
  void theScriptGetsItsInputAndNothingElse() throws Exception {
    for (String rule : List.of("", "true", "sh")) {
      sudo(rule, "$again");
      Ran ran = run(WITH, "cat", "first\nsecond");
      assertThat(ran.out()).as("without a password: %s", rule).isEqualTo("first\nsecond");
      assertThat(ran.exit()).isZero();
    }
    assertThat(run(WITHOUT, "cat", "first\n").out()).isEqualTo("first\n");
  }

  @Test
  void aCommandOfAPersonGetsItsInputAndNothingElse() throws Exception {
    for (Become become : List.of(WITH, WITHOUT)) {
      sudo(become == WITH ? "" : "sh", "$again");
      Launched fed = launch(become, Launch.apart(List.of("cat"), true));
      fed.input().write("rows".getBytes(StandardCharsets.UTF_8));
      fed.input().close();
      assertThat(fed.output().readAllBytes()).asString().isEqualTo("rows");
      assertThat(fed.errors().readAllBytes()).asString().isEmpty();
      assertThat(fed.await()).isZero();
      Launched unfed = launch(become, Launch.merged(List.of("cat")));
      assertThat(unfed.output().readAllBytes()).asString().isEmpty();
      assertThat(unfed.await()).isZero();
    }
  }

  /** What is typed there is not shown, and what comes after the password is the command's. */
  @Test
  void onATerminalSudoIsToldThePasswordWhenItAsks() throws Exception {
    Launch.Screen screen = new Launch.Screen("vt100", 80, 24);
    Launched it = launch(WITH, Launch.onScreen(List.of("sh", "-c", "read x; echo got $x"), screen));
    it.input().write("rows\r".getBytes(StandardCharsets.UTF_8));
    it.input().flush();
    String said = new String(it.output().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).contains("got rows\r\n").doesNotContain("s3cret").doesNotContain("asked");
    assertThat(it.await()).isZero();
  }

  @Test
  void aCommandOfAPersonTellsWhatSudoSays() throws Exception {
    Become wrong = new Become("root", Optional.of(new Secret("wrong")));
    Launch.Screen screen = new Launch.Screen("vt100", 80, 24);
    for (Launch what :
        List.of(Launch.merged(List.of("id")), Launch.onScreen(List.of("id"), screen))) {
      assertThatThrownBy(() -> launch(wrong, what))
          .isInstanceOf(NodeTrouble.Unreachable.class)
          .hasMessageContaining("n1: sudo refuses the password");
    }
    assertThatThrownBy(() -> launch(WITHOUT, Launch.merged(List.of("id"))))
        .hasMessageContaining("n1: sudo wants a password");
  }

  private Launched launch(Become become, Launch what) {
    return new Launching(target(become), shell(), what).begun();
  }

  @Test
  void sudoIsUnderstoodInAnyLanguage() throws Exception {
    for (String again : List.of("$again", "Nochmal, ohne auf die Sprache zu achten.")) {
      sudo("", again);
      refused(
          new Become("root", Optional.of(new Secret("wrong"))),
          "n1: sudo refuses the password; correct --ask-become-pass or ansible_become_password");
    }
    sudo("", "$again");
    refused(
        WITHOUT,
        "n1: sudo wants a password; give it with --ask-become-pass or ansible_become_password");
  }

  /** A sudo that refuses at once may be gone before it is told anything. */
  @Test
  void sudoIsUnderstoodWhenItIsGoneAlready() throws Exception {
    input = Optional.of(OutputStream.nullOutputStream());
    input.get().close();
    refused(
        WITHOUT,
        "n1: sudo wants a password; give it with --ask-become-pass or ansible_become_password");
  }

  @Test
  void whatSudoAsksIsNoComplaint() throws Exception {
    Opening.Started started = opening(WITH).open();
    assertThat(started.errors().text()).isEmpty();
    started.process().close();
  }

  private void refused(Become become, String message) throws Exception {
    Opening opening = opening(become);
    assertThatThrownBy(opening::open)
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessage(message);
  }

  private Opening opening(Become become) throws Exception {
    Payload payload =
        Ran.payload(folder.resolve("payload"), "one", "echo '" + Wire.MARKER + "'; exec cat");
    return new Opening(target(become), shell(), name -> payload, false);
  }

  private SshTarget target(Become become) {
    return new SshTarget(
        "n1",
        "n1",
        List.of(),
        true,
        Optional.empty(),
        Optional.of(become),
        Optional.empty(),
        Optional.of(folder.resolve("home").toString()),
        Map.of());
  }

  private Shell shell() {
    return new LocalScripts() {
      @Override
      public Running start(String script) throws IOException {
        Running running = local.start(found(script));
        return input.isEmpty() ? running : new Told(running, input.get());
      }

      @Override
      public Running start(String script, Launch.Screen screen) throws IOException {
        return local.start(found(script), screen);
      }
    };
  }

  private Ran run(Become become, String script, String input) throws Exception {
    String all = new String(become.lines(), StandardCharsets.UTF_8) + input;
    return Ran.script(found(become.wrap(script)), all.getBytes(StandardCharsets.UTF_8));
  }

  private String found(String script) {
    return "LC_ALL=de_DE.UTF-8; PATH=" + folder + ":$PATH; export LC_ALL PATH; " + script;
  }

  /**
   * @param free the command that needs no password
   * @param again what is said of a wrong one
   */
  private void sudo(String free, String again) throws IOException {
    Path sudo = Files.writeString(folder.resolve("sudo"), SUDO.formatted(free, again));
    assertThat(sudo.toFile().setExecutable(true)).isTrue();
  }
}

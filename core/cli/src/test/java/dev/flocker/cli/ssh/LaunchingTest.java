package dev.flocker.cli.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that a person runs on a node, over SSH and on this machine. */
@Timeout(60)
class LaunchingTest extends SshdFixture {

  private static final Launch.Screen SCREEN = new Launch.Screen("vt100", 132, 50);

  private Shell shell;

  @BeforeEach
  void connect() throws IOException {
    Path key = keys.resolve("ecdsa");
    sshd.letIn(key);
    shell = sshd.connect(key);
  }

  private Launched launch(Shell on, Launch what) throws IOException {
    return new Launching(sshd.target(sshd.server().getPort(), keys.resolve("ecdsa")), on, what)
        .begun();
  }

  private static List<String> sh(String script) {
    return List.of("sh", "-c", script);
  }

  private static String all(InputStream from) throws IOException {
    return new String(from.readAllBytes(), UTF_8);
  }

  private List<Shell> shells() {
    return List.of(shell, new LocalShell());
  }

  @Test
  void itsStreamsAreApartAndItsExitCodeIsItsOwn() throws IOException {
    for (Shell on : shells()) {
      try (Launched it =
          launch(on, Launch.apart(sh("cat; echo \"it's\"; echo no >&2; exit 7"), false))) {
        assertThat(all(it.output())).isEqualTo("it's\n");
        assertThat(all(it.errors())).isEqualTo("no\n");
        assertThat(it.await()).isEqualTo(7);
      }
    }
  }

  @Test
  void theyAreOneInTheirOrder() throws IOException {
    String script = "for i in 1 2 3 4 5; do echo o$i; echo e$i >&2; done";
    for (Shell on : shells()) {
      try (Launched it = launch(on, Launch.merged(sh(script)))) {
        assertThat(all(it.output())).isEqualTo("o1\ne1\no2\ne2\no3\ne3\no4\ne4\no5\ne5\n");
        assertThat(all(it.errors())).isEmpty();
        assertThat(it.await()).isZero();
      }
    }
  }

  @Test
  void itReadsWhatIsSentToIt() throws IOException {
    for (Shell on : shells()) {
      try (Launched it = launch(on, Launch.apart(List.of("sort"), true))) {
        it.input().write("b\na\n".getBytes(UTF_8));
        it.input().close();
        assertThat(all(it.output())).isEqualTo("a\nb\n");
        assertThat(it.await()).isZero();
      }
    }
  }

  /** One that says nothing would never notice that nobody listens. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itEndsWithWhoeverWantedIt(boolean fed) throws Exception {
    for (Shell on : shells()) {
      Path pid = folder.resolve("pid");
      List<String> argv = sh("echo $$ >" + pid + "; echo up; exec sleep 1000");
      Launched it = launch(on, Launch.apart(argv, fed));
      assertThat(it.output().readNBytes(3)).isEqualTo("up\n".getBytes(UTF_8));
      long number = Long.parseLong(Files.readString(pid).strip());
      assertThat(ProcessHandle.of(number)).isPresent();
      it.close();
      for (int i = 0; i < 1000 && ProcessHandle.of(number).isPresent(); i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(ProcessHandle.of(number)).as("fed: %s", fed).isEmpty();
    }
  }

  /** Whatever a login shell and sudo say before. */
  @Test
  void onlyWhatTheCommandSaysIsPassedOn() throws IOException {
    Shell noisy = prefixed("echo 'flocker-begins? Welcome'; echo careful >&2; ");
    try (Launched it = launch(noisy, Launch.apart(sh("echo x; echo y >&2"), false))) {
      assertThat(all(it.output())).isEqualTo("x\n");
      assertThat(all(it.errors())).isEqualTo("y\n");
    }
  }

  @Test
  void whyItDoesNotBeginIsSaid() {
    Shell bad = prefixed("echo 'this account is closed' >&2; exit 1; ");
    assertThatThrownBy(() -> launch(bad, Launch.merged(List.of("id"))))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessageContaining("n1: a command cannot be started there: this account is closed");
  }

  @Test
  void aConnectionThatIsLostIsNoExitCode() throws IOException {
    Launched it = launch(shell, Launch.apart(sh("echo up; sleep 1000"), false));
    assertThat(it.output().readNBytes(3)).hasSize(3);
    sshd.close();
    assertThatThrownBy(it::await)
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessageContaining("while a command ran there");
  }

  /** The server here has none to give, but says what it was asked for. */
  @Test
  void aTerminalIsAskedForOverSsh() throws IOException {
    try (Launched it = launch(shell, Launch.onScreen(sh("echo $TERM $COLUMNS $LINES"), SCREEN))) {
      assertThat(all(it.output())).isEqualTo("vt100 132 50\n");
    }
  }

  @Test
  void thisMachineHasTerminalsToo() throws IOException {
    String script = "test -t 0 && test -t 1 && stty size; read x; stty size; echo $TERM; exit 5";
    try (Launched it = launch(new LocalShell(), Launch.onScreen(sh(script), SCREEN))) {
      assertThat(new String(it.output().readNBytes(8), UTF_8)).isEqualTo("50 132\r\n");
      it.resize(new Launch.Screen("vt100", 100, 40));
      it.input().write("\r".getBytes(UTF_8));
      it.input().flush();
      assertThat(all(it.output())).contains("40 100\r\n").endsWith("vt100\r\n");
      assertThat(it.await()).isEqualTo(5);
    }
  }

  private static Shell prefixed(String words) {
    return new LocalScripts() {
      @Override
      public Running start(String script) throws IOException {
        return local.start(words + script);
      }
    };
  }
}

package dev.flocker.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.Launch;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal that nobody sits at. */
@Timeout(60)
class RawTerminalTest {

  private Process script;
  private File device;

  @BeforeEach
  void terminal() throws IOException {
    script = new ProcessBuilder("script", "-qfc", "tty; sleep 1000", "/dev/null").start();
    BufferedReader said = script.inputReader();
    device = Path.of(said.readLine().strip()).toFile();
    new Stty(device).run(List.of("rows", "50", "cols", "132"));
  }

  @AfterEach
  void gone() {
    script.descendants().forEach(ProcessHandle::destroyForcibly);
    script.destroyForcibly();
  }

  private List<String> modes() throws IOException {
    return List.of(new Stty(device).run(List.of("-a")).split("[ ;\n]+"));
  }

  @Test
  void itIsRawUntilItIsClosed() throws IOException {
    List<String> before = modes();
    try (RawTerminal raw = new RawTerminal(device, "xterm")) {
      raw.onResize(screen -> {});
      assertThat(modes()).contains("-icanon", "-isig", "-echo").isNotEqualTo(before);
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(modes()).isEqualTo(before).contains("icanon", "isig");
  }

  @Test
  void itHasASize() throws IOException {
    assertThat(RawTerminal.screen(device, "vt100")).isEqualTo(new Launch.Screen("vt100", 132, 50));
    new Stty(device).run(List.of("rows", "0", "cols", "0"));
    assertThat(RawTerminal.screen(device, "vt100")).isEqualTo(new Launch.Screen("vt100", 80, 24));
  }

  @Test
  void whatIsNoneIsSaidToBeNone() {
    assertThatThrownBy(() -> new RawTerminal(new File("/dev/null"), "xterm"))
        .isInstanceOf(IOException.class);
  }
}

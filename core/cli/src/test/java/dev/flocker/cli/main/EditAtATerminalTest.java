package dev.flocker.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal sends Ctrl-C to all that run there, the editor and flocker. */
class EditAtATerminalTest {

  /**
   * Types Ctrl-C once the editor is there, again where that came just before it began to read, and
   * then lets it go on.
   */
  private static final String TERMINAL =
      """
      import os, pty, select, signal, sys
      pid, terminal = pty.fork()
      if pid == 0:
          signal.signal(signal.SIGINT, signal.SIG_DFL) # as in the background it is not
          os.execvp(sys.argv[1], sys.argv[1:])
      seen = b""
      def until(word):
          global seen
          while word not in seen:
              seen += os.read(terminal, 1000)
      until(b"editor is there")
      os.write(terminal, b"\\x03")
      while b"editor goes on" not in seen:
          if select.select([terminal], [], [], 2)[0]:
              seen += os.read(terminal, 1000)
          else:
              os.write(terminal, b"\\x03")
      os.write(terminal, b"save\\n")
      try:
          until(b"never said")
      except OSError:
          pass
      sys.stdout.write(seen.decode())
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """;

  private static final String EDITOR =
      """
      #!/bin/sh
      trap 'echo editor goes on' INT
      echo editor is there
      until read -r word && [ "$word" = save ]; do :; done
      echo 'token: new' >"$1"
      """;

  @TempDir private Path folder;

  @Test
  void ctrlCIsTheEditors() throws IOException, InterruptedException {
    Path editor = Files.writeString(folder.resolve("editor"), EDITOR);
    assertThat(editor.toFile().setExecutable(true)).isTrue();
    Path password = Files.writeString(folder.resolve("password"), "sesame\n");
    Path file = folder.resolve("secrets.yml");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder run =
        new ProcessBuilder(
            List.of(
                "python3",
                "-c",
                TERMINAL,
                java,
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                "dev.flocker.cli.main.Flocker",
                "secrets",
                "edit",
                file.toString(),
                "--vault-password-file",
                password.toString()));
    run.environment().put("EDITOR", editor.toString());
    run.environment().remove("VISUAL");
    Process process = run.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("secrets.yml: encrypted");
    assertThat(file).content().startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
  }
}

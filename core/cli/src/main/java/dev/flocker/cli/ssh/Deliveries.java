package dev.flocker.cli.ssh;

import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Brings files to a node that asks for them, each over a channel of its own. */
record Deliveries(SshTarget target, Shell shell, Consumer<Map<String, Object>> say) {

  /** Returns at once. */
  void bring(Message need) {
    Thread.ofVirtual()
        .start(
            () -> {
              String failure = copy(Path.of(need.text("path")), need.text("to"));
              say.accept(Map.of("op", "file", "file", need.number("file"), "failure", failure));
            });
  }

  /**
   * @return why it failed; empty if it did not
   */
  private String copy(Path from, String to) {
    String script = Script.receive(to);
    try (Shell.Running cat = shell.start(target.become().map(b -> b.wrap(script)).orElse(script))) {
      Errors errors = new Errors(cat.errors());
      try (OutputStream out = cat.input()) {
        if (target.become().isPresent()) {
          out.write(target.become().get().line());
        }
        Files.copy(from, out);
      }
      int exit = cat.await();
      return exit == 0 ? "" : "exit " + exit + ": " + errors.text().strip();
    } catch (NoSuchFileException e) {
      return "it is not there any more";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}

package dev.flocker.cli.ssh;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalPath;
import dev.flocker.node.wire.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Brings files to a node that asks for them, each over a channel of its own: only what the plan has
 * offered to this node, whatever it asks for.
 */
final class Deliveries {

  /** More at once than any node that means well has use for. */
  private static final int AT_ONCE = 64;

  private static final Schema<LocalFolder> FOLDER = Schema.of(LocalFolder.class);

  private final SshTarget target;
  private final Shell shell;
  private final Consumer<Map<String, Object>> say;
  private final Set<LocalPath> offered = ConcurrentHashMap.newKeySet();
  private final Semaphore room = new Semaphore(AT_ONCE);

  Deliveries(SshTarget target, Shell shell, Consumer<Map<String, Object>> say) {
    this.target = target;
    this.shell = shell;
    this.say = say;
  }

  /** From now on the node gets these if it asks. */
  void offer(Collection<LocalPath> files) {
    offered.addAll(files);
  }

  /** Writes what is wanted. */
  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Returns at once.
   *
   * @throws IllegalArgumentException if the node asks for what was not offered to it, or for too
   *     much: it does not run what it was sent
   */
  void bring(Message need) {
    Content content = content(need);
    String to = need.text("to");
    long number = need.number("file");
    if (!room.tryAcquire()) {
      throw new IllegalArgumentException("it asked for more than " + AT_ONCE + " files at once");
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                String failure = copy(content, to);
                say.accept(Map.of("op", "file", "file", number, "failure", failure));
              } finally {
                room.release();
              }
            });
  }

  private Content content(Message need) {
    LocalPath wanted =
        offered.stream()
            .filter(local -> isMeant(local, need))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "it asked for a file that was not offered to it: " + need.body()));
    return switch (wanted) {
      case LocalFile file -> out -> Files.copy(Path.of(file.path()), out);
      case LocalFolder folder -> new Packing(folder)::writeTo;
    };
  }

  private static boolean isMeant(LocalPath local, Message need) {
    return switch (local) {
      case LocalFile file -> file.path().equals(need.optionalText("path").orElse(""));
      case LocalFolder folder ->
          need.has("folder") && folder.equals(FOLDER.decode(need.message("folder").body()));
    };
  }

  /**
   * @return why it failed; empty if it did not
   */
  private String copy(Content content, String to) {
    String script = Script.receive(to);
    try (Shell.Running cat = shell.start(target.become().map(b -> b.wrap(script)).orElse(script))) {
      Errors errors = new Errors(cat.errors());
      try (OutputStream out = cat.input()) {
        if (target.become().isPresent()) {
          out.write(target.become().get().lines());
        }
        content.writeTo(out);
      }
      int exit = cat.await();
      return exit == 0 ? "" : "exit " + exit + ": " + errors.text().strip();
    } catch (NoSuchFileException e) {
      return "it is not there any more";
    } catch (AccessDeniedException e) {
      return e.getFile() + " cannot be read; check its permissions";
    } catch (IOException | IllegalArgumentException e) { // a folder that cannot be read says so
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}

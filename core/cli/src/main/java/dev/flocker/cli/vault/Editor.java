package dev.flocker.cli.vault;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A person's editor, on a file in memory that nobody else can read. */
record Editor(Map<String, String> environment) {

  /**
   * @param name of the file, as the editor shows it
   * @param use of the text as it was left
   * @return what the use returned
   * @throws IOException if the editor ended badly, or if the use failed: the text stays then, and
   *     the message says where
   * @throws IllegalArgumentException with cause and remedy, if there is no place for the file
   */
  boolean edit(String text, String name, Use use) throws IOException {
    Path folder = Files.createTempDirectory(memory(), "flocker-secrets-");
    Path file = folder.resolve(name);
    boolean edited = false;
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text);
      run(file);
      edited = Files.exists(file);
    } finally {
      if (!edited) {
        remove(folder);
      }
    }
    if (!edited) {
      throw new IOException("the editor removed the file; nothing changed");
    }
    boolean result = used(file, use);
    remove(folder);
    return result;
  }

  private static boolean used(Path file, Use use) throws IOException {
    try {
      return use.of(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      String why = e instanceof CharacterCodingException ? "it is not UTF-8 text" : e.getMessage();
      throw new IOException(
          why + "; what you wrote is in " + file + ", in memory: copy it before you log out", e);
    }
  }

  /** What is done with a text that was edited. */
  @FunctionalInterface
  interface Use {
    boolean of(String edited) throws IOException;
  }

  /** What is there is on no disk, unless memory is swapped out. */
  private Path memory() {
    return Stream.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""), "/dev/shm")
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .filter(folder -> Files.isDirectory(folder) && Files.isWritable(folder))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is neither $XDG_RUNTIME_DIR nor /dev/shm to edit it in; mount a tmpfs"
                        + " and set XDG_RUNTIME_DIR to a folder of yours in it"));
  }

  /** With arguments, such as {@code code --wait}: a shell reads it, as git's does. */
  private void run(Path file) throws IOException {
    String editor =
        Optional.ofNullable(environment.get("VISUAL"))
            .or(() -> Optional.ofNullable(environment.get("EDITOR")))
            .filter(words -> !words.isBlank())
            .orElse("vi");
    String script = "trap : INT; " + editor + " \"$1\""; // or it ended by what the editor survived
    int exit = ended(List.of("sh", "-c", script, editor, file.toString()));
    if (exit != 0) {
      throw new IOException("the editor (" + editor + ") ended with " + exit + "; nothing changed");
    }
  }

  /** Ctrl-C is for the editor, which may go on: its text is not lost by it, nor left behind. */
  private static int ended(List<String> editor) throws IOException {
    CtrlC before = CtrlC.isAnothers();
    try {
      return ended(new ProcessBuilder(editor).inheritIO().start());
    } finally {
      before.isBack();
    }
  }

  /** Whoever waits for this process to end waits until what was edited is written. */
  private static int ended(Process process) {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        // The editor decides.
      }
    }
  }

  /** With what the editor keeps beside it. */
  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}

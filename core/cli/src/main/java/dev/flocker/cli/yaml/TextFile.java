package dev.flocker.cli.yaml;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads what a user wrote, and says plainly why it cannot be read. */
public final class TextFile {

  /** No playbook is this large, in bytes; what is, was named by mistake. */
  public static final int LIMIT = 10 * 1024 * 1024;

  private TextFile() {}

  /** As the user would name it: relative to where flocker was started if it lies below that. */
  public static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path there = path.toAbsolutePath().normalize();
    return there.startsWith(here) && !there.equals(here)
        ? here.relativize(there).toString()
        : there.toString();
  }

  /**
   * The text of a file, without a byte order mark.
   *
   * @param namedAt where it is named; the file itself for one of the command line
   * @return null if there was a problem, which is then reported
   */
  public static @Nullable String read(Path path, Place namedAt, String subject, Problems problems) {
    try {
      return text(path);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(namedAt, subject, e));
      return null;
    }
  }

  /**
   * The text of a file, without a byte order mark.
   *
   * @throws IllegalArgumentException with cause and remedy
   */
  public static String text(Path path) {
    String name = shown(path);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(name + " does not exist; check its name and its folder");
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(name + " is a directory; name a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new IllegalArgumentException(
            name + " is larger than 10 MB; name a file that a person wrote");
      }
      return decoded(name, bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          name + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions",
          e);
    }
  }

  private static String decoded(String name, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(name + " is not a text file; name one that is");
      }
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(name + " is not UTF-8 text; save it as UTF-8", e);
    }
  }
}

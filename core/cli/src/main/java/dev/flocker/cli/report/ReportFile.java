package dev.flocker.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The file that a page is written to. It is the old one or the whole new one at any time, and for
 * its owner's eyes only.
 */
public final class ReportFile {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

  private final Path file;
  private final ZonedDateTime when = ZonedDateTime.now(ZoneId.systemDefault());

  public ReportFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Why it could not be written; empty if it could. */
  public Optional<String> flaw() {
    if (Files.isDirectory(file)) {
      return Optional.of("it is a folder");
    }
    try {
      Files.delete(fresh());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(why(e));
    }
  }

  /**
   * Draws and writes a page. An interruption, which ends a run, does not keep it from that.
   *
   * @param by who ran what
   * @param page makes it of that and when it was
   * @return why that could not be done; empty if it was
   */
  public Optional<String> write(String by, UnaryOperator<String> page) {
    boolean interrupted = Thread.interrupted();
    try {
      write(page.apply(by + ", " + when.format(TIME)));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(why(e));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void write(String html) throws IOException {
    Path fresh = fresh();
    try {
      Files.write(fresh, html.getBytes(StandardCharsets.UTF_8)); // half a character is a ?
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private Path fresh() throws IOException {
    return Files.createTempFile(
        file.getParent(),
        ".report",
        ".html",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException gone -> "there is no such folder";
      case AccessDeniedException denied -> "that is not allowed there";
      default -> String.valueOf(e.getMessage());
    };
  }
}

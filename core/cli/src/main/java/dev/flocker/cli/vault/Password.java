package dev.flocker.cli.vault;

import dev.flocker.api.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A vault's password; one in a file is only read when it is needed, a program only run then. */
public final class Password {

  /** The id of one that was given without any. */
  public static final String DEFAULT = "default";

  private final String id;
  private final String from;
  private final Supplier<String> source;
  private @Nullable Secret known;

  private Password(String id, String from, Supplier<String> source) {
    this.id = id;
    this.from = from;
    this.source = source;
  }

  public static Password typed(String id, Secret typed) {
    return new Password(id, "the terminal", typed::reveal);
  }

  /**
   * What a file holds, or prints if it is a program, less blanks and line ends around it. A program
   * whose name ends in {@code -client} is told the id.
   */
  public static Password in(Path file, String id) {
    return new Password(id, file.toString(), () -> read(file, id));
  }

  String id() {
    return id;
  }

  /** Where it comes from, for messages. */
  String from() {
    return from;
  }

  /**
   * @throws IllegalArgumentException with cause and remedy, if it cannot be had
   */
  synchronized String text() {
    Secret secret = known;
    if (secret == null) {
      String text = source.get();
      if (text.isEmpty()) {
        throw new IllegalArgumentException(
            "the vault password from " + from + " is empty; give one that is not");
      }
      secret = new Secret(text);
      known = secret;
    }
    return secret.reveal();
  }

  private static String read(Path file, String id) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "the file with the vault password, "
              + file
              + ", is not there; correct --vault-password-file or what stands for it");
    }
    try {
      return Files.isExecutable(file)
          ? said(file, id)
          : Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the vault password cannot be read from "
              + file
              + " ("
              + e.getMessage()
              + "); make it a readable text, or a program that begins with #!",
          e);
    }
  }

  /** It may ask on the terminal. */
  private static String said(Path program, String id) throws IOException {
    List<String> argv = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
    if (program.getFileName().toString().matches(".*-client(\\.[^.]*)?")) {
      argv.addAll(List.of("--vault-id", id));
    }
    Process process =
        new ProcessBuilder(argv)
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalArgumentException(
            "the program with the vault password, "
                + program
                + ", ended with "
                + code
                + "; make it print the password and end with 0");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("the program was interrupted; run again", e);
    }
    return said.strip();
  }
}

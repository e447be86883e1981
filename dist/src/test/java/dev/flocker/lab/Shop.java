package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example {@code playbooks/site.yml}, and variations of it in a folder of their own. */
final class Shop {

  private static final Path PLAYBOOKS = Shell.ROOT.resolve("playbooks");

  private final Path folder;
  private final String text;

  private Shop(Path folder, String text) {
    this.folder = folder;
    this.text = text;
  }

  /** The example, less patient than it is, in the empty {@code folder}. */
  static Shop in(Path folder) {
    try {
      Files.copy(PLAYBOOKS.resolve("secrets.yml"), folder.resolve("secrets.yml"));
      Files.createSymbolicLink(folder.resolve("images"), PLAYBOOKS.resolve("images"));
      String site = Files.readString(PLAYBOOKS.resolve("site.yml"));
      return new Shop(
          folder,
          site.replace("timeout: 60s}", "timeout: 60s, min_uptime: 1s}")
              .replace("10.78.0.", Lab.NETWORK + "."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example, with the database on {@code node}. */
  Shop databaseOn(String node) {
    return with("name: db\n        on: n1", "name: db\n        on: " + node);
  }

  /** The example with every resource declared absent. */
  Shop absent() {
    return with("name: db\n", "name: db\n        state: absent\n")
        .with("name: web\n", "name: web\n        state: absent\n")
        .with("- volume: {", "- volume: {state: absent, ")
        .with("- route: {", "- route: {state: absent, ")
        .with("- link: {", "- link: {state: absent, ");
  }

  Shop with(String before, String after) {
    assertThat(text).contains(before);
    return new Shop(folder, text.replace(before, after));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The playbook's file. */
  Path file() {
    return write(folder.resolve("site.yml"), text);
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

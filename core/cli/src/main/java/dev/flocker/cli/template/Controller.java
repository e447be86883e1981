package dev.flocker.cli.template;

import dev.flocker.cli.vault.Vault;
import dev.flocker.cli.yaml.TextFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * What templates may take from the machine that flocker runs on.
 *
 * @param vault opens what Ansible Vault encrypted
 * @param pipes what programs say
 */
public record Controller(Map<String, String> environment, Vault vault, Pipes pipes) {

  /** One whose templates run no programs. */
  public Controller(Map<String, String> environment, Vault vault) {
    this(environment, vault, Pipes.NONE);
  }

  /** One without passwords. */
  public static Controller of(Map<String, String> environment) {
    return new Controller(environment, Vault.NONE);
  }

  /**
   * A file's text.
   *
   * @param secret whether it was encrypted
   */
  public record Text(String text, boolean secret) {}

  /**
   * The text of a file, decrypted if need be.
   *
   * @throws IllegalArgumentException with cause and remedy
   */
  public Text text(Path file) {
    String text = TextFile.text(file);
    if (!Vault.isEncrypted(text)) {
      return new Text(text, false);
    }
    try {
      return new Text(vault.open(text), true);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(TextFile.shown(file) + ": " + e.getMessage(), e);
    }
  }
}

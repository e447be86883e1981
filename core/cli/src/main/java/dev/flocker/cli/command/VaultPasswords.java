package dev.flocker.cli.command;

import dev.flocker.cli.vault.Password;
import dev.flocker.cli.vault.Vault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The passwords of vaults, from the command line and from Ansible's environment variables, in the
 * order in which Ansible tries them.
 */
public final class VaultPasswords {

  private final App app;
  private final List<Password> passwords = new ArrayList<>();

  public VaultPasswords(VaultOptions options, App app) {
    this.app = app;
    for (String each : environment("ANSIBLE_VAULT_IDENTITY_LIST").split(",")) {
      identity(each.strip());
    }
    options.vaultIds.forEach(this::identity);
    String file = environment("ANSIBLE_VAULT_PASSWORD_FILE");
    if (options.vaultPasswordFiles.isEmpty() && !file.isEmpty()) {
      file(file, Password.DEFAULT);
    }
    options.vaultPasswordFiles.forEach(f -> file(f, Password.DEFAULT));
    if (options.askVaultPassword
        || environment("ANSIBLE_ASK_VAULT_PASS").matches("(?i)true|yes|on|y|t|1")) {
      ask(Password.DEFAULT, "--ask-vault-pass");
    }
  }

  public Vault vault() {
    return new Vault(passwords);
  }

  /** {@code ID@SOURCE}, or a source alone. */
  private void identity(String text) {
    int at = text.indexOf('@');
    String id = at > 0 ? text.substring(0, at) : Password.DEFAULT;
    String source = text.substring(at + 1);
    if (source.startsWith("prompt")) {
      ask(id, "--vault-id " + text);
    } else if (!source.isEmpty()) {
      file(source, id);
    }
  }

  private void ask(String id, String option) {
    String prompt = "Vault password" + (id.equals(Password.DEFAULT) ? "" : " (" + id + ")");
    passwords.add(
        Password.typed(
            id,
            Prompt.secret(app.console(), prompt, option, "give --vault-password-file instead")));
  }

  private void file(String name, String id) {
    String home = app.environment().getOrDefault("HOME", System.getProperty("user.home", "/"));
    Path file = Path.of(name.startsWith("~/") ? home + name.substring(1) : name);
    passwords.add(Password.in(file, id));
  }

  private String environment(String name) {
    return app.environment().getOrDefault(name, "");
  }
}

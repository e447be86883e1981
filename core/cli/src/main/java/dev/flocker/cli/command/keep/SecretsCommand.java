package dev.flocker.cli.command.keep;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Prompt;
import dev.flocker.cli.command.VaultOptions;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.vault.Password;
import dev.flocker.cli.vault.SecretFile;
import dev.flocker.cli.vault.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "secrets",
    description = "Change files that Ansible Vault encrypted.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = "  flocker secrets edit group_vars/all/vault.yml --ask-vault-pass")
public final class SecretsCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new WrongInput("a command is missing", "say flocker secrets edit FILE");
  }

  @Command(
      name = "edit",
      description = {
        "Open an encrypted file in your editor ($VISUAL, or $EDITOR, or vi), and encrypt it",
        "again with the same password. What the editor sees lies in memory, in a folder of",
        "yours alone, until it ends. A file that is not there is made."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  flocker secrets edit group_vars/all/vault.yml --ask-vault-pass",
        "  EDITOR=\"code --wait\" flocker secrets edit secrets.yml --vault-id prod@~/.vault"
      })
  public static final class Edit implements Callable<Integer> {
    private final App app;

    @Mixin private final Passwords passwords = new Passwords();

    @Parameters(paramLabel = "FILE", description = "The file; ansible-vault can read it, too.")
    private Path file = Path.of("");

    public Edit(App app) {
      this.app = app;
    }

    @Override
    public Integer call() {
      try {
        Vault vault = passwords.controller(app).vault();
        SecretFile secret = SecretFile.of(file, vault);
        if (secret.isNew() && passwords.askVaultPassword) {
          confirm(vault);
        }
        boolean changed = secret.edit(app.environment());
        app.console().out(file + (changed ? ": encrypted" : ": not changed"));
        return Exit.DONE.code();
      } catch (IllegalArgumentException e) {
        throw new WrongInput(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        app.console().err("flocker: " + file + ": " + e.getMessage());
        return Exit.FAILED.code();
      }
    }

    /** Nothing that was typed wrong could be opened again. */
    private void confirm(Vault vault) {
      String sealed = vault.seal("", Optional.empty());
      Password again =
          Password.typed(
              Password.DEFAULT,
              Prompt.secret(
                  app.console(),
                  "The same password again",
                  "--ask-vault-pass",
                  "give --vault-password-file instead"));
      new Vault(List.of(again)).open(sealed);
    }
  }

  /** No inventory is read. */
  private static final class Passwords extends VaultOptions {
    @Override
    public List<String> files() {
      return List.of();
    }
  }
}

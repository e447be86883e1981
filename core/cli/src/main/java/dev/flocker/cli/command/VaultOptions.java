package dev.flocker.cli.command;

import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.Pipes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How inventories are read. Defaults of lists are split at line ends. */
public abstract class VaultOptions {

  @Option(
      names = {"--ask-vault-pass", "--ask-vault-password"},
      description = "Ask for the password of what Ansible Vault encrypted.")
  public boolean askVaultPassword;

  @Option(
      names = {"--vault-password-file", "--vault-pass-file"},
      paramLabel = "FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "A file that holds that password, or a program that prints it.",
        "May be given several times."
      })
  public List<String> vaultPasswordFiles = new ArrayList<>();

  @Option(
      names = "--vault-id",
      paramLabel = "ID@FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "The same for one vault id, such as prod@~/.vault; FILE may be \"prompt\".",
        "May be given several times."
      })
  public List<String> vaultIds = new ArrayList<>();

  @Option(
      names = "--allow-pipe",
      paramLabel = "PROGRAM",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "A program that templates may take a secret from: {{pipe \"PROGRAM ...\"}}.",
        "May be given several times."
      })
  public List<String> allowedPipes = new ArrayList<>();

  /** Asked for once, however often something is read. */
  private @Nullable Controller controller;

  /** The inventories. */
  public abstract List<String> files();

  /** Asks for passwords, if that is wanted. */
  public final Controller controller(App app) {
    if (controller == null) {
      controller =
          new Controller(
              app.environment(), new VaultPasswords(this, app).vault(), new Pipes(allowedPipes));
    }
    return controller;
  }
}

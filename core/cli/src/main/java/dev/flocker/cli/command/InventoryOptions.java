package dev.flocker.cli.command;

import dev.flocker.cli.template.Controller;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which inventories are read, and how. Defaults of lists are split at line ends. */
final class InventoryOptions {

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "Ansible inventory: a file, a folder of files, or names with commas.",
        "May be given several times."
      })
  List<String> files = new ArrayList<>();

  @Option(
      names = {"--ask-vault-pass", "--ask-vault-password"},
      description = "Ask for the password of what Ansible Vault encrypted.")
  boolean askVaultPassword;

  @Option(
      names = {"--vault-password-file", "--vault-pass-file"},
      paramLabel = "FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "A file that holds that password, or a program that prints it.",
        "May be given several times."
      })
  List<String> vaultPasswordFiles = new ArrayList<>();

  @Option(
      names = "--vault-id",
      paramLabel = "ID@FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "The same for one vault id, such as prod@~/.vault; FILE may be \"prompt\".",
        "May be given several times."
      })
  List<String> vaultIds = new ArrayList<>();

  /** Asks for passwords, if that is wanted. */
  Controller controller(App app) {
    return new Controller(app.environment(), new VaultPasswords(this, app).vault());
  }
}

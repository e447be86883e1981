package dev.flocker.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which inventories are read, and how. */
final class InventoryOptions extends VaultOptions {

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

  @Override
  List<String> files() {
    return files;
  }
}

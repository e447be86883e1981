package dev.flocker.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which inventories are read, and how. */
public final class InventoryOptions extends VaultOptions {

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "Ansible inventory: a file, a folder of files, or names with commas.",
        "May be given several times."
      })
  public List<String> files = new ArrayList<>();

  @Override
  public List<String> files() {
    return files;
  }
}

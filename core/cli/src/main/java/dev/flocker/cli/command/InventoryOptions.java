package dev.flocker.cli.command;

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
}

package dev.flocker.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that contacts nodes. */
final class NodeOptions extends ReachOptions {

  @Mixin InventoryOptions inventory = new InventoryOptions();

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many nodes to connect to at once (default 20).")
  int forks;

  @Override
  InventoryOptions inventory() {
    return inventory;
  }

  @Override
  int forks() {
    return forks;
  }
}

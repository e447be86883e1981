package dev.flocker.cli.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that contacts nodes. */
public final class NodeOptions extends ReachOptions {

  @Mixin public InventoryOptions inventory = new InventoryOptions();

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many nodes to connect to at once (default 20).")
  public int forks;

  @Override
  public InventoryOptions inventory() {
    return inventory;
  }

  @Override
  public int forks() {
    return forks;
  }
}

package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that contacts nodes. */
final class NodeOptions {

  @Mixin InventoryOptions inventory = new InventoryOptions();

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many nodes to connect to at once (default 20).")
  int forks;

  @Option(
      names = {"-b", "--become"},
      description = "Work on nodes as root by sudo, or as ansible_become_user.")
  boolean become;

  @Option(
      names = {"-K", "--ask-become-pass"},
      description = "Ask for sudo's password.")
  boolean askBecomePass;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show each step, and the trace of a fault.")
  boolean verbose;

  /**
   * @param check whether nothing may be written on the nodes' disks
   */
  Dialer.How how(boolean check, Console console) {
    return new Dialer.How(check, forks, verbose ? console::err : note -> {});
  }
}

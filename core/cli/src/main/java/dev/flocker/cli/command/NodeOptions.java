package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that contacts nodes. Defaults of lists are split at line ends. */
final class NodeOptions {

  @Option(
      names = {"-i", "--inventory"},
      paramLabel = "FILE",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "Ansible inventory: a file, a folder of files, or names with commas.",
        "May be given several times."
      })
  List<String> inventories = new ArrayList<>();

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

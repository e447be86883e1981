package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How nodes are reached. Which short names there are for the rest, each kind of command says. */
public abstract class ReachOptions {

  @Option(
      names = {"-b", "--become"},
      description = "Work on nodes as root by sudo, or as ansible_become_user.")
  public boolean become;

  @Option(
      names = {"-K", "--ask-become-pass"},
      description = "Ask for sudo's password.")
  public boolean askBecomePass;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show each step, and the trace of a fault.")
  public boolean verbose;

  @Nullable BecomeOptions becoming;

  public abstract VaultOptions inventory();

  public abstract int forks();

  /**
   * @param check whether nothing may be written on the nodes' disks
   */
  public final Dialer.How how(boolean check, Console console) {
    return new Dialer.How(check, forks(), verbose ? console::err : note -> {});
  }
}

package dev.flocker.cli.command;

import picocli.CommandLine.Option;

/** Which nodes a command that only looks is about. */
public final class LimitOption {

  public static final String ALL = "all";

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      defaultValue = ALL,
      description = "Only the nodes of this pattern: others of the inventory are left alone.")
  public String pattern = ALL;
}

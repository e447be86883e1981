package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.cli.console.JsonOutput;
import dev.flocker.cli.console.Output;
import dev.flocker.cli.console.TextOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that make nodes match. */
public final class RunFlags {

  public enum Format {
    text,
    json
  }

  @Mixin public NodeOptions nodes = new NodeOptions();

  @Option(names = "--check", description = "Only say what would change; write nothing on any node.")
  public boolean check;

  @Option(names = "--diff", description = "Show the old and new value of each attribute.")
  public boolean diff;

  @Option(
      names = {"-l", "--limit"},
      paramLabel = "PATTERN",
      description = {
        "Look at all nodes, but write only on those of this pattern.",
        "What needs others waits, and is shown."
      })
  @Nullable
  public String limit;

  @Option(
      names = {"-t", "--tags"},
      paramLabel = "TAGS",
      split = "[,\n]",
      splitSynopsisLabel = ",",
      description = "Only resources and plays with one of these tags.")
  public List<String> tags = new ArrayList<>();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      split = "\n",
      splitSynopsisLabel = "",
      description = "Variables that win over all others: NAME=VALUE, @FILE, or a mapping.")
  public List<String> extraVars = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json: one object a line, the last a recap (default text).")
  public Format output = Format.text;

  @Mixin public ReportOption report = new ReportOption();

  @Option(
      names = "--lock-timeout",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "How long to wait for another run to end, such as 5m (default: 2 s, for one that is ending).")
  public Duration lockTimeout = Duration.ZERO;

  @Option(names = "--exit-code", description = "With --check: exit with 2 if there are changes.")
  public boolean exitCode;

  @Option(
      names = "--allow-destroy",
      description = "Destroy the data of volumes that are declared \"state: absent\".")
  public boolean allowDestroy;

  @Option(
      names = "--assume-absent",
      paramLabel = "NODE",
      description = {
        "Take a node that cannot be reached to hold no copy of a new volume.",
        "May be given several times."
      })
  public List<String> assumeAbsent = new ArrayList<>();

  @Option(
      names = "--start-stopped",
      description = "Start what was stopped by \"flocker stop\"; else a run leaves it so.")
  public boolean startStopped;

  public Output output(Console console) {
    return output == Format.json
        ? new JsonOutput(console, diff)
        : new TextOutput(console, diff, nodes.verbose);
  }
}

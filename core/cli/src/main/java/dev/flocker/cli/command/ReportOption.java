package dev.flocker.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a page to look at is written. */
public final class ReportOption {

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = {
        "Write a page to look at as well: the cluster as a map, and every difference;",
        "of a run its plan and times. One HTML file, which loads nothing."
      })
  public @Nullable Path file;
}

package dev.flocker.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** What a command is about, by name alone. */
public final class ContainerNames {

  @Parameters(
      arity = "1..*",
      paramLabel = "CONTAINER",
      description = "Its name, or PROJECT/NAME where several projects have one of that name.")
  public List<String> all = new ArrayList<>();
}

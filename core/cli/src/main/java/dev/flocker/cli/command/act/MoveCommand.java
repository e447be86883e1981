package dev.flocker.cli.command.act;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Apply;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.playbook.Playbooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "move",
    description = {
      "Move a container to another of its candidates, with its data.",
      "",
      "Runs playbooks in which it names candidates, on: {one_of: [n1, n2]}. Later runs",
      "leave it where it is then."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker move -i hosts.yml db --to n2 site.yml --check   what would change",
      "  flocker move -i hosts.yml shop/db --to n2 site.yml"
    })
public final class MoveCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final RunFlags flags = new RunFlags();

  @Option(names = "--to", required = true, paramLabel = "NODE", description = "Where it is to go.")
  private String to = "";

  @Parameters(
      index = "0",
      paramLabel = "CONTAINER",
      description = "Its name, or PROJECT/NAME where several projects have one of that name.")
  private String container = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PLAYBOOK",
      description = "Where it is declared.")
  private List<Path> playbooks = new ArrayList<>();

  public MoveCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    PlacementRequest.Move move = new PlacementRequest.Move(container, to);
    return new Apply(app, flags, new PlacementRequest(Optional.empty(), Optional.of(move)))
        .run((types, options) -> Playbooks.read(playbooks, options, types))
        .code();
  }
}

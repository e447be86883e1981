package dev.flocker.cli.command.act;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Apply;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.session.NodeTrouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "drain",
    description = {
      "Keep everything away from a node, from now on, whoever runs flocker.",
      "",
      "Marks the node. Every run from then on moves what names other candidates there",
      "(on: {one_of: [n1, n2]}), with its data, and takes away what is on other nodes",
      "too. What has nowhere to go stays and runs on; that is said before anything is",
      "touched, and fails. Replicas stay. With playbooks, these are run at once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker drain -i hosts.yml n1 site.yml --check   what would go where",
      "  flocker drain -i hosts.yml n1 site.yml           empty it",
      "  flocker undrain -i hosts.yml n1                  let it have things again"
    })
public final class DrainCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final RunFlags flags = new RunFlags();

  @Parameters(index = "0", paramLabel = "NODE", description = "The node, as the inventory has it.")
  private String node = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PLAYBOOK",
      description = "Run at once; without one the node is only marked.")
  private List<Path> playbooks = new ArrayList<>();

  public DrainCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    if (!playbooks.isEmpty()) {
      return new Apply(app, flags, new PlacementRequest(Optional.of(node), Optional.empty()))
          .run((types, options) -> Playbooks.read(playbooks, options, types))
          .code();
    }
    if (flags.check) {
      throw new WrongInput(
          "without a playbook a drain only marks the node: there is nothing to check",
          "name those to run: flocker drain " + node + " site.yml --check");
    }
    try (Look look = Look.at(app, flags.nodes, true, node)) {
      if (look.troubles().isEmpty()) {
        mark(look);
      }
      return look.exit().code();
    }
  }

  private void mark(Look look) {
    try {
      look.lock();
      look.session(node).drain(app.errand().by());
      app.console().out(node + " is drained: each run of a playbook takes its things away");
      List<String> projects =
          look.everything().sights().stream()
              .filter(Sight::running)
              .flatMap(sight -> sight.project().stream())
              .distinct()
              .sorted()
              .toList();
      if (!projects.isEmpty()) {
        app.console().out("it still has things of " + String.join(", ", projects));
      }
    } catch (NodeTrouble e) {
      look.ended(e);
    }
  }
}

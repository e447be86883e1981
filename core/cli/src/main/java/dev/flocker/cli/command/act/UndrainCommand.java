package dev.flocker.cli.command.act;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "undrain",
    description = {
      "Let a node that was drained have things again.",
      "",
      "What is on all of its nodes comes back with the next run of its playbook; what",
      "names candidates stays where it is (flocker move brings it back)."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker undrain -i hosts.yml n1")
public final class UndrainCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Parameters(paramLabel = "NODE", description = "The node, as the inventory has it.")
  private String node = "";

  public UndrainCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    try (Look look = Look.at(app, nodes, true, node)) {
      if (look.troubles().isEmpty()) {
        undrain(look);
      }
      return look.exit().code();
    }
  }

  private void undrain(Look look) {
    try {
      look.lock();
      Optional<Drained> was = look.session(node).undrain();
      app.console()
          .out(
              was.map(d -> node + " was drained by " + d.by() + " at " + d.since() + ": no longer")
                  .orElse(node + " is not drained"));
    } catch (NodeTrouble e) {
      look.ended(e);
    }
  }
}

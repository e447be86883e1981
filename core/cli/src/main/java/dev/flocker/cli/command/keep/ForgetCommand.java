package dev.flocker.cli.command.keep;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "forget",
    description = {
      "Strike a node that never comes back from the records of all volumes.",
      "",
      "Nothing waits for it then."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker forget -i hosts.yml n1")
public final class ForgetCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Parameters(paramLabel = "NODE", description = "The node, by name or machine id.")
  private String gone = "";

  public ForgetCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    try (Look look = Look.at(app, nodes, true, List.of())) {
      forget(look);
      return look.exit().code();
    }
  }

  private void forget(Look look) {
    try {
      look.lock();
      Sights sights = look.everything();
      int named = 0;
      for (String name : Volumes.names(sights)) {
        Succession volume = new Succession(Volumes.of(look, sights, name), Set.of());
        if (volume.names(gone)) {
          named++;
          forget(look, name, volume);
        }
      }
      if (named == 0) {
        app.console().out("no volume that was seen names " + gone);
      }
    } catch (NodeTrouble e) {
      look.ended(e);
    }
  }

  /** One that waits for a promotion does not keep the others waiting. */
  private void forget(Look look, String name, Succession volume) {
    try {
      String where = String.join(", ", volume.forget(gone));
      app.console().out(name + ": " + gone + " is forgotten on " + where);
    } catch (NodeTrouble.StepFailed e) {
      look.ended(e);
    }
  }
}

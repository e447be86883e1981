package dev.flocker.cli.command.keep;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.LimitOption;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.ReportOption;
import dev.flocker.cli.command.Reporting;
import dev.flocker.cli.command.TerminalSize;
import dev.flocker.cli.console.VolumesText;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.report.PageHtml;
import dev.flocker.cli.state.State;
import dev.flocker.node.wire.Detail;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "ls",
    description = {
      "List every volume: its owner, its replicas, what they have used, and their snapshots."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume ls -i hosts.yml",
      "  flocker volume ls -i hosts.yml --report volumes.html"
    })
public final class VolumeList implements Callable<Integer> {
  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Mixin private final ReportOption report = new ReportOption();

  public VolumeList(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Reporting reporting = new Reporting(app, report);
    reporting.check();
    try (Look look = Look.at(app, nodes, LimitOption.ALL)) {
      Sights sights = look.all(type -> look.types().type(type).movable(), Detail.LIVE);
      State state =
          State.of(sights, look.types(), look.everyone(), Optional.empty(), Instant.now())
              .holdingData();
      int columns = TerminalSize.of(app.environment()).columns();
      new VolumesText(app.console(), state, columns).lines().forEach(app.console()::out);
      reporting.write(
          "",
          origin ->
              PageHtml.of(state, look.troubles(), Optional.empty(), origin, app.console()::shown));
      return look.exit().code();
    }
  }
}

package dev.flocker.cli.command.act;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.ContainerNames;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.plan.Finding;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.run.Operating;
import dev.flocker.cli.run.Sessions;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops and starts containers, wherever they are. */
public abstract class OperateCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Only there, of a container that is on several nodes.")
  private @Nullable String node;

  @Mixin private final ContainerNames names = new ContainerNames();

  public OperateCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    List<String> named = node == null ? List.of() : List.of(node);
    try (Look look = Look.at(app, nodes, true, named)) {
      try {
        look.lock();
        Operating operating =
            new Operating(look.types(), new Sessions(look.opened().sessions()), look.everything());
        List<Sight> found = new ArrayList<>();
        Finding finding = operating.finding();
        names.all.forEach(name -> found.addAll(finding.named(name, Optional.ofNullable(node))));
        found.forEach(sight -> act(operating, sight, look));
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit().code();
    }
  }

  /** One that fails on a node keeps none of the others from being done. */
  private void act(Operating operating, Sight sight, Look look) {
    try {
      String done = act(operating, sight, app.errand().by());
      app.console().out(sight.ref() + " on " + sight.node() + ": " + done);
    } catch (NodeTrouble.Cancelled e) {
      throw e;
    } catch (NodeTrouble e) {
      look.ended(e);
    }
  }

  /**
   * @param by who runs this
   * @return what was done
   */
  public abstract String act(Operating operating, Sight sight, String by);

  private static String untilTheNextRun(Sight sight) {
    return sight.rests() ? "; the next run of its playbook, which wants it stopped, stops it" : "";
  }

  @Command(
      name = "stop",
      description = {
        "Stop a container; it stays down over boots and runs.",
        "",
        "It does so until it is started by \"flocker start\" or by a run with --start-stopped."
      },
      footerHeading = "%nExamples:%n",
      footer = "  flocker stop -i hosts.yml db")
  public static final class Stop extends OperateCommand {
    public Stop(App app) {
      super(app);
    }

    @Override
    public String act(Operating operating, Sight sight, String by) {
      if (sight.stoppedByHand()) {
        Sight.Stopped before = sight.stopped().orElseThrow();
        return "is stopped already, by " + before.by() + " at " + before.since();
      }
      operating.stop(sight, by);
      return "stopped";
    }
  }

  @Command(
      name = "start",
      description = "Start a container, and wait until it is well.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker start -i hosts.yml shop/db")
  public static final class Start extends OperateCommand {
    public Start(App app) {
      super(app);
    }

    @Override
    public String act(Operating operating, Sight sight, String by) {
      if (operating.isUp(sight)) {
        return operating.ends(sight)
            ? "runs already, or is done; \"flocker restart\" runs it again"
            : "runs already";
      }
      operating.start(sight, by);
      return "started" + untilTheNextRun(sight);
    }
  }

  @Command(
      name = "restart",
      description = {
        "Stop a container and start it again, while newcomers wait.",
        "",
        "On several nodes it is done on one after the other. One that is meant to end runs",
        "again, also if it is done; this waits until it has ended."
      },
      footerHeading = "%nExamples:%n",
      footer = "  flocker restart -i hosts.yml web --node n2")
  public static final class Restart extends OperateCommand {
    public Restart(App app) {
      super(app);
    }

    @Override
    public String act(Operating operating, Sight sight, String by) {
      operating.restart(sight, by);
      String done = operating.ends(sight) ? "ran again, and ended well" : "restarted";
      return done + untilTheNextRun(sight);
    }
  }
}

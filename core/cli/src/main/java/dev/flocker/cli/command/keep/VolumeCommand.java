package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "volume",
    description = "Show volumes, copy them to other nodes, and go back to what they were.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume ls -i hosts.yml",
      "  flocker volume push -i hosts.yml shop/pgdata --to n3",
      "  flocker volume promote -i hosts.yml shop/pgdata --on n3 --accept-loss"
    })
public final class VolumeCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new WrongInput("a command is missing", "say flocker volume ls");
  }

  /** What each of them has. */
  public abstract static class One implements Callable<Integer> {
    private final App app;

    @Mixin private final NodeOptions nodes = new NodeOptions();

    @Parameters(paramLabel = "PROJECT/NAME", description = "The volume.")
    private String volume = "";

    public One(App app) {
      this.app = app;
    }

    @Override
    public Integer call() {
      Volumes.project(name());
      check();
      try (Look look = Look.at(app, nodes, true, targets())) {
        return act(look).code();
      }
    }

    private Exit act(Look look) {
      try {
        String done = act(Volumes.of(look, name()));
        app.console().out(volume + ": " + done);
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit();
    }

    public final String volume() {
      return volume;
    }

    /** What was said, as the volume is called. */
    public String name() {
      return volume;
    }

    /** Throws {@link WrongInput} if what was asked for cannot be meant, wherever the volume is. */
    public void check() {}

    /** The nodes that it was told of. */
    public List<String> targets() {
      return List.of();
    }

    public static void requireCount(int keep) {
      if (keep < 0) {
        throw new WrongInput("--keep " + keep + " is no number of snapshots", "say 0 or more");
      }
    }

    public final Progress progress() {
      return Progress.NONE;
    }

    /**
     * @return what was done
     */
    public abstract String act(Volumes volumes);
  }

  @Command(
      name = "push",
      description = "Bring a copy on another node up to the owner's state now.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume push -i hosts.yml shop/pgdata --to n3")
  public static final class Push extends One {
    @Option(names = "--to", required = true, paramLabel = "NODE", description = "Which node.")
    private String to = "";

    @Option(
        names = "--keep",
        paramLabel = "N",
        description = {
          "How many of flocker's snapshots stay on both nodes, besides those that a replica needs",
          "(default: as many as there are, and 7 at least)."
        })
    private @Nullable Integer keep;

    public Push(App app) {
      super(app);
    }

    @Override
    public void check() {
      if (keep != null) {
        requireCount(keep);
      }
    }

    @Override
    public List<String> targets() {
      return List.of(to);
    }

    @Override
    public String act(Volumes volumes) {
      Optional<String> relayed = volumes.push(to, Optional.ofNullable(keep), progress());
      String way = relayed.map(why -> ", by way of this machine, as " + why).orElse("");
      return to + " has the state of " + volumes.owner().node() + way;
    }
  }

  @Command(
      name = "handoff",
      description = "Make another node the owner. What uses the volume must be stopped.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume handoff -i hosts.yml shop/pgdata --to n3")
  public static final class Handoff extends One {
    @Option(names = "--to", required = true, paramLabel = "NODE", description = "Which node.")
    private String to = "";

    public Handoff(App app) {
      super(app);
    }

    @Override
    public List<String> targets() {
      return List.of(to);
    }

    @Override
    public String act(Volumes volumes) {
      volumes.handoff(to, progress());
      return to + " is the owner";
    }
  }

  @Command(
      name = "snapshot",
      description = "Take a snapshot on the owner. flocker never destroys it by itself.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume snapshot -i hosts.yml shop/pgdata")
  public static final class Snapshot extends One {
    public Snapshot(App app) {
      super(app);
    }

    @Override
    public String act(Volumes volumes) {
      return "snapshot " + volumes.snapshot().snapshot();
    }
  }
}

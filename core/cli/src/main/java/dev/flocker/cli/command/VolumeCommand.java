package dev.flocker.cli.command;

import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
final class VolumeCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new WrongInput("a command is missing", "say flocker volume ls");
  }

  /** What each of them has. */
  abstract static class One implements Callable<Integer> {
    private final App app;

    @Mixin private final NodeOptions nodes = new NodeOptions();

    @Parameters(paramLabel = "PROJECT/NAME", description = "The volume.")
    private String volume = "";

    One(App app) {
      this.app = app;
    }

    @Override
    public Integer call() {
      Volumes.project(volume);
      check();
      try (Look look = Look.at(app, nodes, true, targets())) {
        return act(look).code();
      }
    }

    private Exit act(Look look) {
      try {
        String done = act(Volumes.of(look, volume));
        app.console().out(volume + ": " + done);
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit();
    }

    /** Throws {@link WrongInput} if what was asked for cannot be meant, wherever the volume is. */
    void check() {}

    /** The nodes that it was told of. */
    List<String> targets() {
      return List.of();
    }

    final Progress progress() {
      return Progress.NONE;
    }

    /**
     * @return what was done
     */
    abstract String act(Volumes volumes);
  }

  @Command(
      name = "ls",
      description = "List every volume: its owner, its replicas, and their snapshots.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume ls -i hosts.yml")
  static final class Ls implements Callable<Integer> {
    private final App app;

    @Mixin private final NodeOptions nodes = new NodeOptions();

    Ls(App app) {
      this.app = app;
    }

    @Override
    public Integer call() {
      try (Look look = Look.at(app, nodes, false, List.of())) {
        Volumes.lines(look.everything()).forEach(app.console()::out);
        return look.exit().code();
      }
    }
  }

  @Command(
      name = "push",
      description = "Bring a copy on another node up to the owner's state now.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume push -i hosts.yml shop/pgdata --to n3")
  static final class Push extends One {
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

    Push(App app) {
      super(app);
    }

    @Override
    void check() {
      if (keep != null && keep < 0) {
        throw new WrongInput("--keep " + keep + " is no number of snapshots", "say 0 or more");
      }
    }

    @Override
    List<String> targets() {
      return List.of(to);
    }

    @Override
    String act(Volumes volumes) {
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
  static final class Move extends One {
    @Option(names = "--to", required = true, paramLabel = "NODE", description = "Which node.")
    private String to = "";

    Move(App app) {
      super(app);
    }

    @Override
    List<String> targets() {
      return List.of(to);
    }

    @Override
    String act(Volumes volumes) {
      volumes.handoff(to, progress());
      return to + " is the owner";
    }
  }

  @Command(
      name = "snapshot",
      description = "Take a snapshot on the owner. flocker never destroys it by itself.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume snapshot -i hosts.yml shop/pgdata")
  static final class Snapshot extends One {
    Snapshot(App app) {
      super(app);
    }

    @Override
    String act(Volumes volumes) {
      return "snapshot " + volumes.snapshot().snapshot();
    }
  }

  @Command(
      name = "rollback",
      description = {
        "Go back to a snapshot. What uses the volume must be stopped; the state before",
        "is kept as a snapshot of its own."
      },
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume rollback -i hosts.yml shop/pgdata --to 20261101T120000-1a2b")
  static final class Rollback extends One {
    @Option(
        names = "--to",
        required = true,
        paramLabel = "SNAPSHOT",
        description = "Which one: flocker volume ls shows them.")
    private String to = "";

    Rollback(App app) {
      super(app);
    }

    @Override
    String act(Volumes volumes) {
      Version version = volumes.version(to);
      volumes.rollback(version);
      return "as it was at " + version.snapshot();
    }
  }

  @Command(
      name = "promote",
      description = {
        "Make a copy the owner although the owner's node, or the one it was being handed to,",
        "is gone. What was written there since the copy's newest snapshot is lost to it; if",
        "the node comes back, that is kept as a diverged copy. A node that is cut off but",
        "still runs cannot know that it was superseded: it has to be off before. Those that",
        "may own the volume are named, and powered off by their flocker_fence if you agree."
      },
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume promote -i hosts.yml shop/pgdata --on n3 --accept-loss")
  static final class Promote extends One {
    private final App app;

    @Option(names = "--on", required = true, paramLabel = "NODE", description = "Which node.")
    private String on = "";

    @Option(names = "--accept-loss", description = "Say that this loss is accepted.")
    private boolean acceptLoss;

    @Option(
        names = "--powered-off",
        paramLabel = "NODE",
        description = {
          "A node, by name or machine id, that you know to be off; may be given several",
          "times."
        })
    private List<String> poweredOff = new ArrayList<>();

    @Option(names = "--yes", description = "Power nodes off without asking.")
    private boolean yes;

    Promote(App app) {
      super(app);
      this.app = app;
    }

    @Override
    void check() {
      if (!acceptLoss) {
        throw new WrongInput(
            "what was written since the newest snapshot on " + on + " would be lost",
            "say --accept-loss if that is accepted");
      }
    }

    @Override
    List<String> targets() {
      return List.of(on);
    }

    @Override
    String act(Volumes volumes) {
      new Succession(volumes, Set.copyOf(poweredOff)).promote(on, this::agreed);
      return on + " is the owner";
    }

    private boolean agreed(List<String> nodes) {
      return yes || Question.agreed(app, "Power off " + String.join(", ", nodes) + "?");
    }
  }

  @Command(
      name = "forget",
      description = {
        "Strike a node that never comes back from a volume's records, so that nothing waits",
        "for it. Were it to come back as an owner, its copy would be kept as a diverged one."
      },
      footerHeading = "%nExamples:%n",
      footer = "  flocker volume forget -i hosts.yml shop/pgdata --gone n1")
  static final class Forget extends One {
    @Option(
        names = "--gone",
        required = true,
        paramLabel = "NODE",
        description = "Which node, by name or machine id.")
    private String gone = "";

    Forget(App app) {
      super(app);
    }

    @Override
    String act(Volumes volumes) {
      List<String> changed = new Succession(volumes, Set.of()).forget(gone);
      return gone + " is forgotten on " + String.join(", ", changed);
    }
  }
}

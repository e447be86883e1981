package dev.flocker.cli.command.act;

import dev.flocker.api.node.Enterable;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.ReachOptions;
import dev.flocker.cli.command.VaultOptions;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.plan.Finding;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "exec",
    description = {
      "Run a command in a container, wherever that runs.",
      "",
      "Its exit code is the command's. Where flocker cannot run it, the exit code is",
      "one of those below, and standard error says why.",
      "",
      "flocker itself writes nothing on any node here, and waits for no run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker exec db -it -- psql -U postgres",
      "  flocker exec shop/web --node n2 -- cat /etc/hostname",
      "  flocker exec db -i -- psql -U postgres <dump.sql",
      "  flocker exec --inventory hosts.yml db -- df -h    -i is not the inventory here"
    })
public final class ExecCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final Nodes nodes = new Nodes();

  @Option(
      names = {"-i", "--interactive"},
      description = "Pass standard input on to the command.")
  private boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = {"Give the command this terminal: its size, its keys, Ctrl-C too. Implies -i."})
  private boolean tty;

  @Option(
      names = {"-u", "--user"},
      paramLabel = "USER",
      description = "As whom, in the container (default: as whom that runs).")
  private @Nullable String user;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = {"Only there, of a container that is on several nodes; no other is contacted."})
  private @Nullable String node;

  @Parameters(
      index = "0",
      paramLabel = "CONTAINER",
      description = "Its name, or PROJECT/NAME where several projects have one of that name.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "CMD",
      description = "The command with its arguments, after \"--\".")
  private List<String> command = new ArrayList<>();

  public ExecCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    check();
    try (Look look = Look.reading(app, nodes, node)) {
      try {
        return run(where(look), look);
      } catch (NodeTrouble.Cancelled e) {
        return Exit.INTERRUPTED.code();
      } catch (NodeTrouble e) {
        look.ended(e);
        return look.exit().code();
      }
    }
  }

  private void check() {
    if (interactive && Files.isRegularFile(Path.of(name))) {
      throw new WrongInput(
          name + " is a file, and no container",
          "-i is --interactive here; give an inventory by --inventory " + name);
    }
    if (command.isEmpty()) {
      throw new WrongInput(
          "there is no command", "say it after --: flocker exec " + name + " -- ls");
    }
    if (tty && !Console.isTerminal(0)) {
      throw new WrongInput(
          "-t passes a terminal on, and standard input is none", "leave out -t; -i passes it on");
    }
  }

  /** The one place where it runs. */
  private Sight where(Look look) {
    Finding finding =
        new Finding(
            look.all(type -> look.types().anyAble(type, Enterable.class)),
            sight -> look.types().able(sight, Enterable.class).isPresent(),
            "there is nothing that a command could be run in");
    List<Sight> found = finding.named(name);
    List<Sight> running = found.stream().filter(Sight::running).toList();
    if (running.isEmpty()) {
      throw new NodeTrouble.StepFailed(
          Finding.nodes(found), name + " is not running", "start it: flocker start " + name);
    }
    if (running.size() > 1) {
      throw new NodeTrouble.StepFailed(
          "the nodes",
          name + " runs on " + Finding.nodes(running),
          "say on which: --node " + running.getFirst().node());
    }
    return running.getFirst();
  }

  private int run(Sight sight, Look look) {
    boolean fed = interactive || tty;
    List<String> argv =
        look.types()
            .able(sight, Enterable.class)
            .orElseThrow()
            .enter(sight.ref(), new Enterable.Visit(command, Optional.ofNullable(user), fed, tty));
    NodeSession session = look.session(sight.node());
    Visit visit = new Visit(app.console(), System.in, fed, tty);
    if (tty) {
      String type = app.environment().getOrDefault("TERM", "xterm");
      return visit.onTerminal(type, screen -> session.launch(Launch.onScreen(argv, screen)));
    }
    try (Launched launched = session.launch(Launch.apart(argv, fed))) {
      return visit.attend(launched);
    }
  }

  /** Its {@code -i} is another one. */
  private static final class Nodes extends ReachOptions {
    @Mixin private final LongInventory inventory = new LongInventory();

    @Option(
        names = {"-f", "--forks"},
        paramLabel = "N",
        defaultValue = "20",
        description = "How many nodes to connect to at once (default 20).")
    private int forks;

    @Override
    public VaultOptions inventory() {
      return inventory;
    }

    @Override
    public int forks() {
      return forks;
    }
  }

  private static final class LongInventory extends VaultOptions {
    @Option(
        names = "--inventory",
        paramLabel = "FILE",
        split = "\n",
        splitSynopsisLabel = "",
        description = {
          "Ansible inventory: a file, a folder of files, or names with commas.",
          "May be given several times."
        })
    private List<String> files = new ArrayList<>();

    @Override
    public List<String> files() {
      return files;
    }
  }
}

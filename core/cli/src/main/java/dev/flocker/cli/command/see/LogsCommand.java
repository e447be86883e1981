package dev.flocker.cli.command.see;

import dev.flocker.api.node.Loggable;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.ContainerNames;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.InventoryOptions;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.ReachOptions;
import dev.flocker.cli.command.Tail;
import dev.flocker.cli.console.Prefixes;
import dev.flocker.cli.logs.LogLine;
import dev.flocker.cli.logs.Logs;
import dev.flocker.cli.logs.Patience;
import dev.flocker.cli.logs.Source;
import dev.flocker.cli.plan.Finding;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "logs",
    description = {
      "Show what containers wrote, wherever they run.",
      "",
      "That is to their standard output and their standard error. What several wrote is",
      "one log, in the order of time.",
      "",
      "Writes nothing on any node, and waits for no run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker logs -i hosts.yml web",
      "  flocker logs -i hosts.yml web shop/db -f --since 10m",
      "  flocker logs -i hosts.yml db --node n2 --since 24h --grep 'ERROR|FATAL'"
    })
public final class LogsCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final Nodes nodes = new Nodes();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what they write, until all have stopped, or Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what they wrote in that time until now, such as 10m or 24h.")
  private @Nullable Duration since;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = {"The last N lines of each, or all (default 100; all with --since or --grep)."})
  private @Nullable Tail tail;

  @Option(
      names = "--grep",
      paramLabel = "RE",
      description = "Of those only lines in which this regular expression is found.")
  private @Nullable Pattern grep;

  @Option(
      names = {"-t", "--timestamps"},
      description = "Show when each line was written, by its node's clock.")
  private boolean timestamps;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Only there; no other node is contacted.")
  private @Nullable String node;

  @Mixin private final ContainerNames names = new ContainerNames();

  public LogsCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    try (Look look = Look.reading(app, nodes, node)) {
      try {
        show(found(look), look);
      } catch (NodeTrouble.Cancelled e) {
        return Exit.INTERRUPTED.code();
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit().code();
    }
  }

  private List<Sight> found(Look look) {
    Finding finding =
        new Finding(
            look.all(type -> look.types().anyAble(type, Loggable.class)),
            sight -> look.types().able(sight, Loggable.class).isPresent(),
            "nothing there writes a log");
    Set<Sight> found = new LinkedHashSet<>();
    names.all.forEach(name -> found.addAll(finding.named(name)));
    return List.copyOf(found);
  }

  private void show(List<Sight> found, Look look) {
    Patience patience = follow ? Patience.following() : Patience.reading();
    Prefixes prefixes = new Prefixes(app.console(), SourceNames.of(found));
    List<Source> sources = found.stream().map(sight -> source(sight, look)).toList();
    try (Logs logs = new Logs(sources, patience, look::ended)) {
      Optional<Logs.Line> next = logs.next();
      while (next.isPresent() && !app.console().isUnread()) {
        Logs.Line of = next.get();
        if (matches(of.line().text())) {
          prefixes.out(of.source(), shown(of.line()));
        }
        next = logs.next();
      }
    }
  }

  private Source source(Sight sight, Look look) {
    Loggable type = look.types().able(sight, Loggable.class).orElseThrow();
    OptionalInt last = last().lines();
    List<String> argv =
        type.log(sight.ref(), new Loggable.Excerpt(last, Optional.ofNullable(since), follow));
    return new Source(
        sight.node(),
        sight.ref().toString(),
        argv,
        () -> look.session(sight.node()).launch(Launch.merged(argv)),
        type.piece(),
        follow ? OptionalInt.empty() : last);
  }

  private Tail last() {
    if (tail != null) {
      return tail;
    }
    return since == null && grep == null ? Tail.USUAL : Tail.ALL;
  }

  /** A line that is too long for an expression that goes deep is rather shown than hidden. */
  private boolean matches(String text) {
    try {
      return grep == null || grep.matcher(text).find();
    } catch (StackOverflowError e) {
      return true;
    }
  }

  private String shown(LogLine line) {
    return timestamps ? line.stamp() + " " + line.text() : line.text();
  }

  /** Its {@code -f} is another one. */
  private static final class Nodes extends ReachOptions {
    @Mixin private final InventoryOptions inventory = new InventoryOptions();

    @Option(
        names = "--forks",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many nodes to connect to at once (default 20).")
    private int forks;

    @Override
    public InventoryOptions inventory() {
      return inventory;
    }

    @Override
    public int forks() {
      return forks;
    }
  }
}

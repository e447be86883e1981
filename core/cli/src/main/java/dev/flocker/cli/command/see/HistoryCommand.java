package dev.flocker.cli.command.see;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.LimitOption;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.TerminalSize;
import dev.flocker.cli.console.Flow;
import dev.flocker.cli.run.Parallel;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = {
      "Show who changed what, when and from where, as the journals of the nodes have it.",
      "",
      "Each run that changes something leaves a line there: journalctl -t flocker."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  flocker history -i hosts.yml", "  flocker history -i hosts.yml shop -n 10"})
public final class HistoryCommand implements Callable<Integer> {

  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Mixin private final LimitOption limit = new LimitOption();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many of the newest (default 50).")
  private int lines = 50;

  @Parameters(arity = "0..1", paramLabel = "PROJECT", description = "Only what concerns this one.")
  private String project = "";

  public HistoryCommand(App app) {
    this.app = app;
  }

  private record Line(String node, NodeSession.Entry entry) {

    List<String> lines(int width) {
      String when = WHEN.format(entry.when().atZone(ZoneId.systemDefault()));
      String by = entry.version().isEmpty() ? "" : " (flocker " + entry.version() + ")";
      String text = entry.by() + " " + entry.command() + ": " + entry.what() + by;
      return Flow.words(when + "  " + node + "  ", text.replaceAll("\\R", " "), width);
    }
  }

  @Override
  public Integer call() {
    try (Look look = Look.at(app, nodes, limit.pattern)) {
      List<Line> all = Collections.synchronizedList(new ArrayList<>());
      Parallel.forEach(
          List.copyOf(look.opened().sessions().values()),
          session -> {
            try {
              session.history(lines, project).forEach(e -> all.add(new Line(session.node(), e)));
            } catch (NodeTrouble.StepFailed | NodeTrouble.Unreachable e) {
              look.ended(e);
            }
          });
      all.sort(Comparator.comparing(line -> line.entry().when()));
      int width = TerminalSize.of(app.environment()).columns();
      all.stream()
          .skip(Math.max(0, all.size() - lines))
          .flatMap(line -> line.lines(width).stream())
          .forEach(app.console()::out);
      if (all.isEmpty()) {
        app.console().err("no journal that was read has anything of flocker");
      }
      return look.exit().code();
    }
  }
}

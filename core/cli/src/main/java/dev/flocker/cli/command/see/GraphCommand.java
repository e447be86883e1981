package dev.flocker.cli.command.see;

import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.InventoryOptions;
import dev.flocker.cli.command.Sorted;
import dev.flocker.cli.graph.Dot;
import dev.flocker.cli.graph.Mermaid;
import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Sketch;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "graph",
    description = {
      "Print what playbooks declare as a graph, for programs that draw it.",
      "",
      "Nodes with their containers, volumes with their replicas, links, routes, and",
      "what starts after what. Contacts no node."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker graph -i hosts.yml site.yml | dot -Tsvg >site.svg",
      "  flocker graph -i hosts.yml site.yml --format mermaid    for a README"
    })
public final class GraphCommand implements Callable<Integer> {

  enum Format {
    dot,
    mermaid
  }

  private final App app;

  @Mixin private final InventoryOptions inventory = new InventoryOptions();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      split = "\n",
      splitSynopsisLabel = "",
      description = "Variables that win over all others: NAME=VALUE, @FILE, or a mapping.")
  private List<String> extraVars = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "dot",
      description = "dot, for Graphviz, or mermaid (default dot).")
  private Format format = Format.dot;

  @Parameters(index = "0", paramLabel = "PLAYBOOK", description = "What should run where.")
  private Path playbook = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "PLAYBOOK",
      description = "More of them, in the same graph.")
  private List<Path> more = new ArrayList<>();

  public GraphCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Types types = app.types(false);
    Reading reading = read(types);
    app.console().hide(reading.secrets());
    List<Problem> problems = new ArrayList<>(reading.problems());
    if (problems.isEmpty()) {
      Checks.check(reading.projects(), types, problems::add);
    }
    reading.warnings().forEach(w -> app.console().err("warning: " + w));
    if (!problems.isEmpty()) {
      Sorted.of(problems).forEach(p -> app.console().err(p.toString()));
      return Exit.WRONG_INPUT.code();
    }
    if (reading.needsFacts()) {
      app.console().err("warning: facts of nodes are not known, as none is asked");
    }
    lines(Sketch.of(reading.projects().stream().map(p -> Planner.preliminary(p, types)).toList()))
        .forEach(app.console()::out);
    return Exit.DONE.code();
  }

  private Reading read(Types types) {
    List<Path> playbooks = new ArrayList<>(List.of(playbook));
    playbooks.addAll(more);
    Map<String, ResourceType<?, ?>> byName = new TreeMap<>();
    types.all().forEach(t -> byName.put(t.name(), t));
    return Playbooks.read(
        playbooks,
        new ReadOptions(
            inventory.files, extraVars, inventory.controller(app), Map.of(), Optional.empty()),
        byName);
  }

  private List<String> lines(Picture picture) {
    return switch (format) {
      case dot -> Dot.of(picture);
      case mermaid -> Mermaid.of(picture);
    };
  }
}

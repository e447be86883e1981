package dev.flocker.cli.command.see;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.LimitOption;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.flocker1.DeploymentFile;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.session.Drained;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.state.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "state",
    description = {
      "Show what runs where, read from the nodes now.",
      "",
      "Writes nothing on any node."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker state -i hosts.yml",
      "  flocker state -i hosts.yml --output deployment >deployment.yml"
    })
public final class StateCommand implements Callable<Integer> {

  public enum Format {
    text,
    json,
    deployment
  }

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Mixin private final LimitOption limit = new LimitOption();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "text, json, or deployment: a deployment.yml, which given to \"flocker deploy\"",
        "changes nothing (default text)."
      })
  private Format output = Format.text;

  @Option(names = "--project", paramLabel = "NAME", description = "Only this one.")
  private @Nullable String project;

  public StateCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    if (output == Format.deployment && !limit.pattern.equals(LimitOption.ALL)) {
      throw new WrongInput(
          "a deployment of some nodes would empty the others", "leave out --limit");
    }
    try (Look look = Look.at(app, nodes, limit.pattern)) {
      Sights sights = look.everything();
      State state = State.of(sights, Optional.ofNullable(project));
      switch (output) {
        case text -> {
          state.lines().forEach(app.console()::out);
          sights.drained().forEach((node, how) -> app.console().out(node + " " + how));
        }
        case json -> json(look, state, sights.drained());
        case deployment -> deployment(look, state);
      }
      return look.exit().code();
    }
  }

  private void json(Look look, State state, Map<String, Drained> drained) {
    Map<String, Object> unreachable = new TreeMap<>();
    look.troubles().forEach((node, why) -> unreachable.put(node, why.why()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("resources", state.plain());
    all.put("unreachable", unreachable);
    Map<String, Object> marks = new TreeMap<>();
    drained.forEach(
        (node, mark) -> marks.put(node, Map.of("by", mark.by(), "since", mark.since())));
    if (!marks.isEmpty()) {
      all.put("drained", marks);
    }
    app.console().json(all);
  }

  /** Half of a deployment would empty the nodes that it leaves out. */
  private void deployment(Look look, State state) {
    if (!look.troubles().isEmpty()) {
      return;
    }
    if (state.projects().size() > 1) {
      throw new NodeTrouble.StepFailed(
          "the nodes",
          "they have several projects: " + String.join(", ", state.projects().keySet()),
          "name one by --project");
    }
    Map<Ref, List<String>> resources = new TreeMap<>();
    state
        .projects()
        .values()
        .forEach(
            refs ->
                refs.forEach(
                    (ref, at) -> resources.put(ref, at.stream().map(State.At::node).toList())));
    DeploymentFile.of(look.nodes().stream().map(NodeInfo::name).toList(), resources)
        .forEach(app.console()::out);
  }
}

package dev.flocker.cli.command.see;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Apply;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.LimitOption;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.ReportOption;
import dev.flocker.cli.command.Reporting;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.command.TerminalSize;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.console.Drift;
import dev.flocker.cli.console.StateText;
import dev.flocker.cli.flocker1.DeploymentFile;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.report.PageHtml;
import dev.flocker.cli.report.Recording;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.state.Plain;
import dev.flocker.cli.state.State;
import dev.flocker.node.wire.Detail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "state",
    description = {
      "Show what runs where and how it is, and what differs from a playbook.",
      "",
      "Reads the nodes now. Writes nothing on any node, and waits for no run."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker state -i hosts.yml",
      "  flocker state -i hosts.yml --stats --watch 5",
      "  flocker state -i hosts.yml site.yml --exit-code    2 if something differs",
      "  flocker state -i hosts.yml site.yml --report state.html",
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

  @Option(
      names = "--stats",
      description = "Also what it takes of its node now: CPU and memory. It takes 2 seconds more.")
  private boolean stats;

  @Option(
      names = "--watch",
      arity = "0..1",
      paramLabel = "SECONDS",
      preprocessor = Seconds.class,
      description = "Look again and again until Ctrl-C, with so many seconds between (default 2).")
  private int watch; // 0 where it is not given

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      split = "\n",
      splitSynopsisLabel = "",
      description = "Variables for the playbooks: NAME=VALUE, @FILE, or a mapping.")
  private List<String> extraVars = new ArrayList<>();

  @Option(
      names = "--exit-code",
      description = "Exit with 2 if something differs from the playbooks.")
  private boolean exitCode;

  @Mixin private final ReportOption report = new ReportOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "PLAYBOOK",
      description = "What should run where: what differs is said, as by \"flocker run --check\".")
  private List<Path> playbooks = new ArrayList<>();

  public StateCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    check();
    if (watch > 0) {
      return new Watching(app, this::look, this::state).every(Duration.ofSeconds(watch)).code();
    }
    return (output == Format.deployment ? deployment() : described()).code();
  }

  private void check() {
    if (output == Format.deployment && !limit.pattern.equals(LimitOption.ALL)) {
      throw new WrongInput(
          "a deployment of some nodes would empty the others", "leave out --limit");
    }
    if (output != Format.text && watch > 0) {
      throw new WrongInput("--watch shows text", "leave out --output");
    }
    if (report.file != null && (watch > 0 || output == Format.deployment)) {
      throw new WrongInput(
          "--report writes one page, of one look",
          "leave out " + (watch > 0 ? "--watch" : "--output deployment"));
    }
    if (!playbooks.isEmpty() && (watch > 0 || output == Format.deployment)) {
      throw new WrongInput(
          "what differs from a playbook is said once, as text or json",
          "leave out " + (watch > 0 ? "--watch" : "--output deployment") + ", or the playbook");
    }
    if (playbooks.isEmpty() && (exitCode || !extraVars.isEmpty())) {
      throw new WrongInput(
          (exitCode ? "--exit-code" : "--extra-vars") + " is about a playbook", "name one");
    }
  }

  private Look look() {
    return Look.at(app, nodes, limit.pattern);
  }

  private State state(Look look) {
    return State.of(
        look.everything(detail()),
        look.types(),
        look.everyone(),
        Optional.ofNullable(project),
        Instant.now());
  }

  private Detail detail() {
    if (output == Format.deployment) {
      return Detail.STATE;
    }
    return stats ? Detail.MEASURED : Detail.LIVE;
  }

  private Exit described() {
    Reporting reporting = new Reporting(app, report);
    reporting.check();
    Drift drift = new Drift(app.console(), Optional.ofNullable(project));
    Recording recording = new Recording(drift, Optional.ofNullable(project));
    Exit planned = plan(recording, drift);
    UnaryOperator<String> shown = app.console()::shown;
    if (planned == Exit.WRONG_INPUT) {
      reporting.write("", origin -> PageHtml.of(recording, origin, app.started(), shown));
      return planned;
    }
    try (Look look = look()) {
      State state = state(look);
      if (output == Format.json) {
        json(state, drift);
      } else {
        text(state, drift);
      }
      Optional<Recording> told = Optional.of(recording);
      reporting.write("", origin -> PageHtml.of(state, look.troubles(), told, origin, shown));
      return planned.or(look.exit());
    }
  }

  private void text(State state, Drift drift) {
    int columns = TerminalSize.of(app.environment()).columns();
    new StateText(app.console(), columns).lines(state).forEach(app.console()::out);
    drift.lines().forEach(app.console()::out);
  }

  private void json(State state, Drift drift) {
    Map<String, Object> all = Plain.of(state);
    if (drift.isPlanned()) {
      all.put("drift", drift.plain());
    }
    app.console().json(all);
  }

  /** As a run with {@code --check} does; first, as playbooks may be wrong. */
  private Exit plan(Recording recording, Drift drift) {
    if (playbooks.isEmpty()) {
      return Exit.DONE;
    }
    RunFlags flags = new RunFlags();
    flags.nodes = nodes;
    flags.check = true;
    flags.extraVars = extraVars;
    flags.limit = limit.pattern.equals(LimitOption.ALL) ? null : limit.pattern;
    Exit planned =
        new Apply(app, flags, recording)
            .run((types, options) -> Playbooks.read(playbooks, options, types));
    return exitCode && drift.isFound() ? planned.or(Exit.CHANGES) : planned;
  }

  /** Half of a deployment would empty the nodes that it leaves out. */
  private Exit deployment() {
    try (Look look = look()) {
      State state = state(look);
      if (look.troubles().isEmpty()) {
        deployment(look, state);
      }
      return look.exit();
    }
  }

  private void deployment(Look look, State state) {
    List<String> projects = state.projects().stream().map(State.Project::name).toList();
    if (projects.size() > 1) {
      throw new NodeTrouble.StepFailed(
          "the nodes",
          "they have several projects: " + String.join(", ", projects),
          "name one by --project");
    }
    Map<Ref, List<String>> resources = new TreeMap<>();
    for (State.Project one : state.projects()) {
      one.resources().forEach(resource -> resources.put(resource.ref(), resource.nodes()));
    }
    DeploymentFile.of(look.nodes().stream().map(NodeInfo::name).toList(), resources)
        .forEach(app.console()::out);
  }
}

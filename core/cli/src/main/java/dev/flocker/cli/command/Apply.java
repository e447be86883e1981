package dev.flocker.cli.command;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.console.Output;
import dev.flocker.cli.console.Recap;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Checks;
import dev.flocker.cli.plan.Options;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.report.PageHtml;
import dev.flocker.cli.report.Recording;
import dev.flocker.cli.run.DataMovers;
import dev.flocker.cli.run.Declarations;
import dev.flocker.cli.run.Report;
import dev.flocker.cli.run.RunOptions;
import dev.flocker.cli.run.Runner;
import dev.flocker.cli.run.Sessions;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.template.Controller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads, checks, contacts the nodes, and makes them match. */
public final class Apply {

  /** Reads what is declared. */
  @FunctionalInterface
  public interface Reader {
    Reading read(Map<String, ResourceType<?, ?>> types, ReadOptions options);
  }

  private final App app;
  private final RunFlags flags;
  private final PlacementRequest placement;
  private final Reporting reporting;
  private final Output output;
  private final @Nullable Recording recording;
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable Runner runner;

  public Apply(App app, RunFlags flags) {
    this(app, flags, PlacementRequest.NONE);
  }

  public Apply(App app, RunFlags flags, PlacementRequest placement) {
    this(app, flags, placement, flags.output(app.console()));
  }

  /** Tells somebody else. */
  public Apply(App app, RunFlags flags, Output output) {
    this(app, flags, PlacementRequest.NONE, output);
  }

  private Apply(App app, RunFlags flags, PlacementRequest placement, Output output) {
    this.app = app;
    this.flags = flags;
    this.placement = placement;
    this.reporting = new Reporting(app, flags.report);
    this.recording = reporting.isAsked() ? new Recording(output) : null;
    this.output = recording == null ? output : recording;
  }

  /** Ends with a recap, whatever becomes of it. */
  public Exit run(Reader reader) {
    try {
      return attempt(reader);
    } catch (NodeTrouble e) {
      output.trouble(e);
      return exit(List.of(e));
    } finally {
      if (problems.isEmpty() || flags.output == RunFlags.Format.json) {
        recap();
      }
      report();
    }
  }

  private void report() {
    Recording told = recording;
    if (told != null) {
      reporting.write(
          flags.check ? " --check" : "",
          origin -> PageHtml.of(told, origin, app.started(), app.console()::shown));
    }
  }

  /** Not for a person who was just told that nothing can be planned; a script waits for it. */
  private void recap() {
    output.recap(Recap.of(reports(), unreachable().keySet(), flags.check, app.elapsed()));
  }

  private Exit attempt(Reader reader) {
    Types types = app.types(flags.nodes.verbose);
    Controller controller = flags.nodes.inventory.controller(app);
    ReadOptions options =
        new ReadOptions(
            flags.nodes.inventory.files, flags.extraVars, controller, Map.of(), Optional.empty());
    Reading reading = read(reader, types, options);
    Inventory inventory = reading.inventory();
    List<Contact> contacts = Contact.of(inventory, reading.renderers());
    Selection selection = new Selection(limit(inventory), new LinkedHashSet<>(flags.tags));
    flags.assumeAbsent.forEach(n -> known(n, inventory));
    reporting.flaw().ifPresent(problems::add);
    reading.warnings().forEach(output::warning);
    if (problems.isEmpty()) {
      PlacementCheck.check(placement, inventory, reading.projects(), problems::add);
    }
    if (!problems.isEmpty()) {
      return wrong();
    }
    contacts = BecomeOptions.of(flags.nodes, app.console()).with(contacts);
    try (Contacted nodes = contacted(contacts, reading)) {
      if (reading.needsFacts()) {
        options = options.with(nodes.opened().facts());
        reading = read(reader, types, options);
        if (!problems.isEmpty()) {
          return wrong();
        }
      }
      Options allowed =
          new Options(
              selection,
              flags.allowDestroy,
              new HashSet<>(flags.assumeAbsent),
              flags.startStopped,
              placement);
      RunOptions how = new RunOptions(flags.check, allowed, flags.lockTimeout, app.errand());
      Runner going =
          new Runner(
              types,
              new Sessions(nodes.opened().sessions()),
              nodes.opened().troubles(),
              nodes,
              how,
              output,
              (plan, of, lost) -> new DataMovers(plan, of, types, output::note, lost));
      runner = going;
      going.run(declarations(reader, types, options, reading));
      return problems.isEmpty() ? exit(List.of()) : wrong();
    }
  }

  /** Some of it is known only once nodes were asked, and is read again then. */
  private Declarations declarations(
      Reader reader, Types types, ReadOptions options, Reading first) {
    return new Declarations(
        first.projects(),
        first.reached(),
        known -> {
          Reading complete = read(reader, types, options.exposing(known));
          complete.warnings().stream()
              .filter(w -> !first.warnings().contains(w))
              .forEach(output::warning);
          return problems.isEmpty() ? complete.projects() : List.of();
        });
  }

  /** A template may want the facts of any node. */
  private Contacted contacted(List<Contact> contacts, Reading reading) {
    List<NodeInfo> first =
        reading.needsFacts()
            ? contacts.stream().map(Contact::node).toList()
            : Runner.nodes(reading.projects());
    Set<String> names = new HashSet<>();
    first.forEach(node -> names.add(node.name()));
    placement.drain().ifPresent(names::add);
    Dialer.How how = flags.nodes.how(flags.check, app.console());
    return new Contacted(app.dialer(), how, contacts, names);
  }

  private Reading read(Reader reader, Types types, ReadOptions options) {
    Map<String, ResourceType<?, ?>> byName = new TreeMap<>();
    types.all().forEach(t -> byName.put(t.name(), t));
    Reading reading = reader.read(byName, options);
    app.console().hide(reading.secrets());
    problems.addAll(reading.problems());
    if (problems.isEmpty()) {
      Checks.check(reading.projects(), types, problems::add);
    }
    return reading;
  }

  private Exit exit(List<NodeTrouble> why) {
    List<NodeTrouble> troubles = new ArrayList<>(why);
    troubles.addAll(unreachable().values());
    if (Thread.currentThread().isInterrupted()) {
      troubles.add(new NodeTrouble.Cancelled("the run"));
    }
    return Exit.of(reports(), troubles, flags.check && flags.exitCode);
  }

  private List<Report> reports() {
    return runner == null ? List.of() : runner.reports();
  }

  private Map<String, NodeTrouble> unreachable() {
    return runner == null ? Map.of() : runner.unreachable();
  }

  private Exit wrong() {
    output.problems(Sorted.of(problems));
    return Exit.WRONG_INPUT;
  }

  private Set<String> limit(Inventory inventory) {
    String limit = flags.limit;
    if (limit == null) {
      return Set.of();
    }
    try {
      return new LinkedHashSet<>(inventory.select(limit));
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(Place.NOWHERE, "--limit " + limit, e));
      return Set.of();
    }
  }

  private void known(String node, Inventory inventory) {
    if (inventory.host(node).isEmpty()) {
      problems.add(
          new Problem(
              Place.NOWHERE,
              "--assume-absent " + node,
              "the inventory has no such node",
              "name one that it has"));
    }
  }
}

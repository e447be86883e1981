package dev.flocker.cli.command;

import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.plan.Checks;
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

/**
 * Reads playbooks for a command that wants to know what they declare, and changes nothing of it.
 */
public final class Declaring {

  private final App app;
  private final Types types;
  private final List<Path> playbooks;
  private final ReadOptions options;

  /**
   * @param extraVars each {@code -e}
   */
  public Declaring(
      App app, NodeOptions nodes, Types types, List<Path> playbooks, List<String> extraVars) {
    this.app = app;
    this.types = types;
    this.playbooks = playbooks;
    this.options =
        new ReadOptions(
            nodes.inventory.files,
            extraVars,
            nodes.inventory.controller(app),
            Map.of(),
            Optional.empty());
  }

  /**
   * Reads them; says what is to be known of them.
   *
   * @throws WrongInput if they cannot be used; their problems were printed
   */
  public Reading read() {
    Reading reading = read(options);
    reading.warnings().forEach(w -> app.console().err("warning: " + w));
    return reading;
  }

  /**
   * The same, now that nodes told their facts, where a template uses them.
   *
   * @param facts of each node, by its name
   */
  public Reading complete(Reading first, Map<String, Map<String, String>> facts) {
    return first.needsFacts() ? read(options.with(facts)) : first;
  }

  private Reading read(ReadOptions how) {
    Map<String, ResourceType<?, ?>> byName = new TreeMap<>();
    types.all().forEach(t -> byName.put(t.name(), t));
    Reading reading = Playbooks.read(playbooks, how, byName);
    app.console().hide(reading.secrets());
    List<Problem> problems = new ArrayList<>(reading.problems());
    if (problems.isEmpty()) {
      Checks.check(reading.projects(), types, problems::add);
    }
    Sorted.of(problems).forEach(p -> app.console().err(p.toString()));
    if (!problems.isEmpty()) {
      throw new WrongInput("the playbook cannot be used; correct it");
    }
    return reading;
  }
}

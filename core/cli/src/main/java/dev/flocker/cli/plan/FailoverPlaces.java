package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.model.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a project has data where it is going to be once a lost node's was taken over.
 *
 * @param owners node by resource, as it will be
 */
public record FailoverPlaces(Project project, Types types, Map<Ref, String> owners, String lost) {

  /** What the playbook has to say otherwise: else its next run would want the data back. */
  public List<Problem> problems() {
    Model model = model();
    List<Problem> problems = new ArrayList<>();
    owners.forEach(
        (data, owner) ->
            model
                .entry(data)
                .filter(Entry::selected)
                .filter(e -> !model.placement(data).nodes().contains(owner))
                .ifPresent(e -> problems.addAll(problems(model, e, owner))));
    return problems;
  }

  private static List<Problem> problems(Model model, Entry data, String owner) {
    List<Entry> users =
        model.related(Kind.USES, data.ref()).stream()
            .flatMap(r -> model.entry(r).stream())
            .filter(Entry::written)
            .toList();
    return (users.isEmpty() ? List.of(data) : users)
        .stream().map(e -> problem(model, e, data.ref(), owner)).toList();
  }

  private static Problem problem(Model model, Entry entry, Ref data, String owner) {
    String where = String.join(", ", model.nodesOf(entry.ref()));
    String its = entry.ref().equals(data) ? "its newest copy" : "the newest copy of its " + data;
    return new Problem(
        entry.declared().place(),
        entry.ref().toString(),
        "is on " + (where.isEmpty() ? "no node" : where) + ", and " + its + " is on " + owner,
        "write on: " + owner + " there, and run this again");
  }

  /** What stays down, as it is on the lost node alone and has none of that data. */
  public List<Entry> down() {
    Model model = model();
    return model.entries().stream()
        .filter(e -> e.written() && e.selected() && !types.type(e.ref().type()).movable())
        .filter(e -> e.declared().on().equals(List.of(lost)))
        .filter(e -> model.targets(e, Kind.USES).stream().noneMatch(owners::containsKey))
        .toList();
  }

  private Model model() {
    return Planner.preliminary(project, types, owners);
  }
}

package dev.flocker.cli.plan;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.node.Provider;
import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Problems;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be said of the projects of a run before any node is contacted. */
public final class Checks {

  private final Types types;
  private final Problems problems;

  private final Claimants claimants;

  private Checks(Types types, Problems problems) {
    this.types = types;
    this.problems = problems;
    this.claimants = new Claimants(problems);
  }

  /** Reports all problems of all projects. */
  public static void check(List<Project> projects, Types types, Problems problems) {
    Checks checks = new Checks(types, problems);
    projects.forEach(checks::project);
    checks.claimants.compare();
  }

  private void project(Project project) {
    // The same problem may be found in every round of the expansion.
    Set<Object> said = new LinkedHashSet<>();
    Problems once =
        p -> {
          if (said.add(p)) {
            problems.add(p);
          }
        };
    Project settled = Settling.of(project, types, Sights.NONE, Options.NONE, once).project();
    Model model =
        Expansion.of(settled, types, new Ports(project.name(), Map.of(), Set.of()), Map.of(), once);
    renames(settled, model, once);
    for (Entry entry : model.entries()) {
      if (relationsLeadSomewhere(entry, model)) {
        types.type(entry.ref().type()).check(entry.declared(), model, once);
        place(entry, model, once);
        rest(entry, model, once);
      }
      provider(entry, once);
      claimants.add(entry, model);
    }
  }

  /** What data was called must be nobody's name any more, and one data's only. */
  private void renames(Project project, Model model, Problems once) {
    Map<Ref, Ref> by = new LinkedHashMap<>();
    for (Item item : project.items()) {
      Ref ref = item.declared().ref();
      Optional<Ref> was = item.absent() ? Optional.empty() : types.was(item.declared());
      was.flatMap(name -> taken(name, ref, by, project, model))
          .ifPresent(
              why ->
                  once.add(
                      item.declared().place(),
                      ref + ": was \"" + was.get().name() + "\"",
                      why,
                      "say what it was called until now, or take \"was\" out"));
    }
  }

  /**
   * Why a name cannot be one that data had.
   *
   * @param by what was called so, as far as it is known; gets this one
   */
  private static Optional<String> taken(
      Ref was, Ref ref, Map<Ref, Ref> by, Project project, Model model) {
    Ref other = by.putIfAbsent(was, ref);
    if (was.equals(ref)) {
      return Optional.of("is its name");
    }
    boolean declared =
        model.entry(was).isPresent()
            || project.items().stream().anyMatch(i -> i.declared().ref().equals(was));
    return declared
        ? Optional.of("is declared too")
        : Optional.ofNullable(other).map(o -> "is what " + o + " was, too");
  }

  private boolean relationsLeadSomewhere(Entry entry, Model model) {
    boolean good = true;
    for (Ref to : model.relations(entry).stream().map(Relation::to).distinct().toList()) {
      if (model.entry(to).isEmpty()) {
        List<String> names =
            model.entries().stream()
                .map(Entry::ref)
                .filter(r -> r.type().equals(to.type()))
                .map(Ref::name)
                .toList();
        String remedy =
            names.isEmpty()
                ? "declare a " + to.type() + " of that name"
                : Nearest.to(to.name(), names)
                    .map(n -> "did you mean \"" + n + "\"?")
                    .orElse("declare it, or use one of " + String.join(", ", names));
        problems.add(entry.declared().place(), entry.ref().toString(), "there is no " + to, remedy);
        good = false;
      }
    }
    return good;
  }

  private void place(Entry entry, Model model, Problems once) {
    List<String> nodes = model.nodesOf(entry.ref());
    boolean movable = types.type(entry.ref().type()).movable();
    // A movable one that nothing places stays with its owner, which only the nodes know.
    if (nodes.isEmpty() && !movable) {
      once.add(
          entry.declared().place(),
          entry.ref().toString(),
          "no node is named for it",
          "add \"on\": one of " + names(model));
    }
    if (movable && nodes.size() > 1) {
      once.add(
          entry.declared().place(),
          entry.ref().toString(),
          "it would be on "
              + String.join(" and ", nodes)
              + ", but its data can be on one node only",
          "name one node");
    }
  }

  /** What starts only once something else is well needs that to run. */
  private static void rest(Entry entry, Model model, Problems once) {
    if (model.stopped(entry.ref())) {
      return;
    }
    model.relations(entry).stream()
        .filter(r -> r.kind() == Relation.Kind.FOLLOWS || r.kind() == Relation.Kind.SHARES)
        .map(Relation::to)
        .distinct()
        .filter(model::stopped)
        .forEach(
            to ->
                once.add(
                    entry.declared().place(),
                    entry.ref().toString(),
                    "starts once " + to + " is well, which is to be stopped",
                    "stop it too, by \"state: stopped\", or let it not depend on " + to));
  }

  private static String names(Model model) {
    return String.join(", ", model.nodes().stream().map(NodeInfo::name).toList());
  }

  private void provider(Entry entry, Problems once) {
    List<String> accepting =
        types.accepting(entry.declared()).stream().map(Provider::name).toList();
    if (accepting.size() != 1) {
      once.add(
          entry.declared().place(),
          entry.ref().toString(),
          accepting.isEmpty()
              ? "no plugin provides it"
              : "several plugins provide it: " + String.join(", ", accepting),
          accepting.isEmpty()
              ? "install one that does"
              : "remove all but one from the plugins folder");
    }
  }
}

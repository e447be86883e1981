package dev.flocker.cli.playbook;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code on}: the nodes of a resource, or those of which it is to be on one. */
final class Whereabouts {

  private static final String ONE_OF = "one_of";
  private static final String AS_IN = "write {one_of: [n1, n2]}: the first that may have it does";

  private final List<String> hosts;
  private final Inventory inventory;
  private final HostTemplates templates;
  private final Problems problems;

  /**
   * Where a resource is.
   *
   * @param nodes its nodes, or the first candidate; empty if nothing says
   * @param candidates of which it is to be on one, the preferred ones first; empty if it is on all
   *     its nodes
   */
  record Places(List<String> nodes, List<String> candidates) {

    /** Of what is nowhere of its own. */
    static final Places NONE = on(List.of());

    private static Places on(List<String> nodes) {
      return new Places(nodes, List.of());
    }

    private static Places oneOf(List<String> candidates) {
      return new Places(candidates.subList(0, 1), candidates);
    }

    /** All nodes that may have it. */
    List<String> all() {
      return candidates.isEmpty() ? nodes : candidates;
    }
  }

  /**
   * @param hosts of the play
   */
  Whereabouts(List<String> hosts, Inventory inventory, HostTemplates templates, Problems problems) {
    this.hosts = hosts;
    this.inventory = inventory;
    this.templates = templates;
    this.problems = problems;
  }

  /**
   * @param keys of the resource
   * @return empty if there was a problem, which is then reported
   */
  Optional<Places> read(Tree.Mapping keys, String subject) {
    Optional<Tree> written = keys.get("on");
    if (written.isEmpty()) {
      return Optional.of(Places.on(hosts.size() == 1 ? hosts : List.of()));
    }
    Tree rendered = templates.render(written.get(), hosts, false, problems);
    if (rendered == null || hosts.equals(List.of(""))) {
      return Optional.empty(); // without hosts, that was reported
    }
    String what = subject + ": on";
    try {
      return rendered instanceof Tree.Mapping choice
          ? candidates(choice, what)
          : selected(rendered, what).map(Places::on);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(written.get().place(), what, e));
      return Optional.empty();
    }
  }

  private Optional<Places> candidates(Tree.Mapping choice, String what) {
    for (Tree.Entry other : choice.entries()) {
      if (!other.key().equals(ONE_OF)) {
        problems.add(other.place(), what, "has no key \"" + other.key() + "\"", AS_IN);
        return Optional.empty();
      }
    }
    Optional<Tree> written = choice.get(ONE_OF);
    if (written.isEmpty()
        || (written.get() instanceof Tree.Sequence list && list.items().isEmpty())) {
      problems.add(choice.place(), what, "names no node", AS_IN);
      return Optional.empty();
    }
    return selected(written.get(), what).map(nodes -> Places.oneOf(inOrder(written.get(), nodes)));
  }

  /** The nodes of a pattern, in the inventory's order. */
  private Optional<List<String>> selected(Tree written, String what) {
    String pattern = PlayReader.pattern(written);
    List<String> within = inventory.select(pattern).stream().filter(hosts::contains).toList();
    if (within.isEmpty()) {
      problems.add(
          written.place(),
          what,
          "\"" + pattern + "\" selects none of the play's hosts",
          "use some of " + String.join(", ", hosts));
      return Optional.empty();
    }
    return Optional.of(within);
  }

  /** Those that are named first come first. */
  private List<String> inOrder(Tree written, List<String> nodes) {
    Set<String> ordered = new LinkedHashSet<>();
    for (String part : PlayReader.pattern(written).split(",")) {
      if (!part.startsWith("!") && !part.startsWith("&")) {
        ordered.addAll(inventory.select(part));
      }
    }
    ordered.addAll(nodes);
    ordered.retainAll(nodes);
    return new ArrayList<>(ordered);
  }
}

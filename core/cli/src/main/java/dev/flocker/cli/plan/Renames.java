package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.move.NodeView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What data was called until now, as its playbook says, and which copies still are. Pure. */
final class Renames {

  private final String project;
  private final Sights sights;
  private final Map<Ref, Ref> former;

  private Renames(String project, Sights sights, Map<Ref, Ref> former) {
    this.project = project;
    this.sights = sights;
    this.former = former;
  }

  static Renames of(Project project, Types types, Sights sights) {
    return new Renames(project.name(), sights, former(project.items(), types));
  }

  /** By the name that it is to have. */
  private static Map<Ref, Ref> former(Collection<Item> items, Types types) {
    Map<Ref, Ref> former = new LinkedHashMap<>();
    for (Item item : items) {
      if (!item.absent()) {
        types.was(item.declared()).ifPresent(was -> former.put(item.declared().ref(), was));
      }
    }
    return former;
  }

  /** All names that data had. */
  Collection<Ref> former() {
    return former.values();
  }

  Optional<Ref> former(Ref ref) {
    return Optional.ofNullable(former.get(ref));
  }

  /** The owner of each, by either name. */
  Map<Ref, String> owners() {
    Map<Ref, String> owners = Movables.owners(project, sights);
    former.forEach(
        (ref, was) ->
            Optional.ofNullable(owners.get(was)).ifPresent(node -> owners.putIfAbsent(ref, node)));
    return owners;
  }

  /** What is called so by now: the name that its playbook has for it. */
  Ref now(Ref ref) {
    return former.entrySet().stream()
        .filter(e -> e.getValue().equals(ref))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(ref);
  }

  /** Whether its owner still has the name from before, wherever that is. */
  boolean isDue(Ref ref) {
    List<Sight> due = due(ref);
    return due.stream().anyMatch(s -> s.copy().filter(Movables::owns).isPresent())
        || (!due.isEmpty() && sights.of(ref, project).isEmpty());
  }

  /** Its copies that still have the name from before. */
  List<Sight> due(Ref ref) {
    return former(ref).map(was -> sights.of(was, project)).orElse(List.of());
  }

  /** What every node shows of it by either name. */
  List<NodeView> views(Ref ref) {
    Map<String, Copy> before = new LinkedHashMap<>();
    due(ref).forEach(s -> s.copy().ifPresent(copy -> before.put(s.node(), copy)));
    return NodeViews.of(sights, ref, project).stream()
        .map(
            view ->
                view instanceof NodeView.Seen seen && before.containsKey(seen.node())
                    ? new NodeView.Seen(
                        seen.node(), seen.id(), Optional.ofNullable(before.get(seen.node())))
                    : view)
        .toList();
  }

  /**
   * Why it cannot be renamed, whoever uses it.
   *
   * @param gone nodes of which nothing is to be expected any more
   */
  Optional<Plan.Refusal> refusal(Ref ref, Set<String> gone) {
    List<Sight> before = due(ref);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Optional<Plan.Refusal> twice = twice(ref, before);
    return isDue(ref) ? twice.or(() -> foreign(ref)).or(() -> hidden(ref, gone)) : twice;
  }

  /** A renaming that was cut short leaves some copies of each name, but of one volume. */
  private Optional<Plan.Refusal> twice(Ref ref, List<Sight> before) {
    List<Sight> now = sights.of(ref, project);
    Set<String> ids =
        Stream.concat(before.stream(), now.stream())
            .flatMap(s -> s.copy().stream())
            .map(Copy::volume)
            .collect(Collectors.toSet());
    boolean both =
        now.stream().anyMatch(s -> before.stream().anyMatch(b -> b.node().equals(s.node())));
    if (now.isEmpty() || (ids.size() == 1 && !both)) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan.Refusal(
            nodes(now),
            "it is there already, and so is " + before.getFirst().ref() + ", which it was to be",
            "take \"was\" out, or give one of them another name: flocker volume rename"));
  }

  private Optional<Plan.Refusal> foreign(Ref ref) {
    return sights.sights().stream()
        .filter(s -> s.ref().equals(ref) && s.project().isEmpty())
        .findFirst()
        .map(
            s ->
                new Plan.Refusal(
                    s.node(),
                    "it cannot be renamed: one that is not flocker's has that name there",
                    "rename that one, or choose another name"));
  }

  private Optional<Plan.Refusal> hidden(Ref ref, Set<String> gone) {
    List<String> unseen = new ArrayList<>();
    for (NodeView view : NodeViews.of(sights, ref, project)) {
      if (view instanceof NodeView.Unreachable u && !gone.contains(u.node())) {
        unseen.add(u.node());
      }
    }
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Plan.Refusal(
                String.join(", ", unseen),
                "it cannot be renamed: a node that was not seen may have a copy by its old name",
                "bring it back, or run with the old name; if it is gone for good: flocker forget "
                    + unseen.getFirst()));
  }

  private static String nodes(List<Sight> sights) {
    return String.join(", ", sights.stream().map(Sight::node).toList());
  }
}

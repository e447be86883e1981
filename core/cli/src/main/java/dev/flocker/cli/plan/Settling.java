package dev.flocker.cli.plan;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.value.Problems;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Settles where everything is that a playbook leaves a choice of, and keeps it all away from
 * drained nodes: what comes of it names plain nodes. Pure.
 *
 * <p>Of its candidates a thing is on the first that may have it, and stays where it is while that
 * is among them. What has nowhere to go stays, and that is said.
 */
public final class Settling {

  private final Project project;
  private final Types types;
  private final Sights sights;
  private final Options options;
  private final Problems problems;
  private final Map<String, String> drained = new TreeMap<>();
  private final Map<Ref, String> owners;
  private final Map<Ref, List<String>> places = new LinkedHashMap<>();
  private final Map<Ref, Plan.Refusal> refusals = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * What was settled.
   *
   * @param project in which nothing leaves a choice
   * @param refusals why something stays that should go
   */
  public record Settled(Project project, Map<Ref, Plan.Refusal> refusals, List<String> notes) {}

  private Settling(
      Project project,
      Types types,
      Sights sights,
      Map<Ref, String> owners,
      Options options,
      Problems problems) {
    this.project = project;
    this.types = types;
    this.sights = sights;
    this.options = options;
    this.problems = problems;
    sights.drained().forEach((node, mark) -> drained.put(node, mark.toString()));
    options.placement().drain().ifPresent(node -> drained.putIfAbsent(node, "is to be drained"));
    drained.keySet().retainAll(project.nodes().stream().map(NodeInfo::name).toList());
    this.owners = owners;
  }

  /** Whether a project leaves a choice, which only nodes can settle. */
  public static boolean isOpen(Project project) {
    return project.items().stream().anyMatch(item -> !item.candidates().isEmpty());
  }

  /**
   * @param problems with the playbook, whatever the nodes show
   */
  public static Settled of(
      Project project, Types types, Sights sights, Options options, Problems problems) {
    Map<Ref, String> owners = Renames.of(project, types, sights).owners();
    return new Settling(project, types, sights, owners, options, problems).settled();
  }

  /**
   * Before any node was asked.
   *
   * @param owners of data, as far as they are known nevertheless
   */
  static Settled of(Project project, Types types, Map<Ref, String> owners) {
    return new Settling(project, types, Sights.NONE, owners, Options.NONE, p -> {}).settled();
  }

  private Settled settled() {
    if (!isOpen(project) && drained.isEmpty()) {
      return new Settled(project, Map.of(), List.of());
    }
    for (AffinityGroup group : AffinityGroup.of(project.items(), types)) {
      if (group.chooses()) {
        choose(group);
      } else {
        leave(group);
      }
    }
    drained.forEach((node, how) -> notes.add(node + " " + how + ": nothing is put there"));
    List<Item> items = project.items().stream().map(this::placed).toList();
    return new Settled(project.with(items), refusals, notes);
  }

  private Item placed(Item item) {
    List<String> nodes = places.get(item.declared().ref());
    return nodes == null ? item : item.on(nodes);
  }

  /** What is on all of its nodes leaves those that are drained: all of a group, or nothing. */
  private void leave(AffinityGroup group) {
    List<Item> concerned =
        group.members().stream()
            .filter(m -> m.declared().on().stream().anyMatch(drained::containsKey))
            .toList();
    if (concerned.isEmpty() || stays(group, drainedOf(concerned.getFirst()), true)) {
      return;
    }
    Optional<Item> stuck = concerned.stream().filter(m -> undrained(m).isEmpty()).findFirst();
    if (stuck.isPresent()) {
      List<String> on = stuck.get().declared().on();
      nowhere(group, on.getFirst(), on);
    } else {
      concerned.forEach(m -> places.put(m.declared().ref(), undrained(m)));
    }
  }

  private List<String> undrained(Item item) {
    return without(item.declared().on(), drained::containsKey);
  }

  private String drainedOf(Item item) {
    return item.declared().on().stream().filter(drained::containsKey).findFirst().orElseThrow();
  }

  /**
   * Whether nothing of it may change its place, as the run is not about all of it.
   *
   * @param concerned whether it should go; it is said then that it does not
   */
  private boolean stays(AffinityGroup group, String at, boolean concerned) {
    List<Item> leftOut = group.members().stream().filter(m -> !mayChange(m)).toList();
    if (concerned && !leftOut.isEmpty() && leftOut.size() < group.members().size()) {
      notes.add(
          "%s stays on %s: this run is not about %s, which has to be where it is"
              .formatted(group.named(), at, leftOut.getFirst().declared().ref()));
    }
    return !leftOut.isEmpty();
  }

  private void choose(AffinityGroup group) {
    List<String> candidates = group.candidates();
    if (candidates.isEmpty()) {
      apart(group);
      return;
    }
    String place = place(group, candidates);
    // Those on several nodes leave the drained ones, unless all of it stays.
    boolean leaves = !refusals.containsKey(group.members().getFirst().declared().ref());
    for (Item member : group.members()) {
      if (!member.candidates().isEmpty()) {
        places.put(member.declared().ref(), List.of(place));
      } else if (leaves && group.members().stream().allMatch(this::mayChange)) {
        places.put(member.declared().ref(), undrained(member));
      }
    }
  }

  private void apart(AffinityGroup group) {
    Item one = group.members().getFirst();
    List<String> others =
        group.members().stream().skip(1).map(m -> m.declared().ref().toString()).toList();
    problems.add(
        one.declared().place(),
        one.declared().ref().toString(),
        "has to be where " + String.join(" and ", others) + " is, and no node may have both",
        "let them name a node in common: they share a volume or a network");
  }

  private String place(AffinityGroup group, List<String> candidates) {
    Optional<String> now = now(group, candidates);
    List<String> allowed = without(candidates, drained::containsKey);
    String stay = now.orElse((allowed.isEmpty() ? candidates : allowed).getFirst());
    Optional<String> wish =
        group.members().stream()
            .flatMap(m -> options.placement().to(project.name(), m.declared().ref()).stream())
            .findFirst();
    if (stays(group, stay, wish.isPresent() || drained.containsKey(stay))) {
      return stay;
    }
    if (wish.isPresent()) {
      return wished(group, candidates, wish.get(), stay);
    }
    if (now.filter(allowed::contains).isPresent()) {
      return stay;
    }
    if (allowed.isEmpty()) {
      nowhere(group, stay, candidates);
      return stay;
    }
    return first(group, allowed, now);
  }

  private String wished(AffinityGroup group, List<String> candidates, String wish, String stay) {
    if (!candidates.contains(wish)) {
      refuse(
          group,
          wish,
          "what it shares a volume or a network with may not be there",
          "move it to one of " + String.join(", ", candidates));
      return stay;
    }
    if (drained.containsKey(wish)) {
      refuse(
          group,
          wish,
          wish + " " + drained.get(wish),
          "move it to another one, or say first: flocker undrain " + wish);
      return stay;
    }
    return wish;
  }

  /** A node that was not seen may have it: the next one does only if there is no sign of that. */
  private String first(AffinityGroup group, List<String> allowed, Optional<String> now) {
    List<String> seen = without(allowed, node -> isUnsure(group, node));
    List<String> unsure = without(allowed, seen::contains);
    if (seen.isEmpty() || (now.isEmpty() && !unsure.isEmpty() && hasCopies(group))) {
      return unsure.getFirst();
    }
    if (now.isEmpty() && !unsure.isEmpty() && allowed.indexOf(seen.getFirst()) > 0) {
      notes.add(
          "%s: nothing shows it, and %s could not be looked at: %s is taken"
              .formatted(group.named(), String.join(", ", unsure), seen.getFirst()));
    }
    return seen.getFirst();
  }

  /** Where its data is owned, or else where it was seen. */
  private Optional<String> now(AffinityGroup group, List<String> candidates) {
    Optional<String> owner =
        group.data().stream()
            .flatMap(data -> Optional.ofNullable(owners.get(data)).stream())
            .findFirst();
    return owner.or(
        () -> {
          List<String> seen =
              group.members().stream()
                  .filter(member -> !member.candidates().isEmpty())
                  .flatMap(m -> sights.of(m.declared().ref(), project.name()).stream())
                  .map(Sight::node)
                  .toList();
          return candidates.stream()
              .filter(seen::contains)
              .findFirst()
              .or(seen.stream()::findFirst);
        });
  }

  private boolean hasCopies(AffinityGroup group) {
    return group.data().stream().anyMatch(data -> !sights.of(data, project.name()).isEmpty());
  }

  private boolean isUnsure(AffinityGroup group, String node) {
    return group.types().stream().anyMatch(type -> sights.mayHide(node, type));
  }

  private boolean mayChange(Item item) {
    return item.selected() && options.selection().takes(item.tags());
  }

  /**
   * @param at where it stays
   * @param nodes that may have it, drained one and all
   */
  private void nowhere(AffinityGroup group, String at, List<String> nodes) {
    List<String> how = nodes.stream().map(node -> node + " " + drained.get(node)).toList();
    refuse(
        group,
        at,
        String.join("; ", how) + ", and nothing says where else it may be",
        "name others at "
            + group.members().getFirst().declared().place()
            + ", as in on: {one_of: [n1, n2]}, or let it stay: flocker undrain "
            + nodes.getFirst());
  }

  /** Nor is data made for it where it is not to be. */
  private void refuse(AffinityGroup group, String node, String why, String remedy) {
    Plan.Refusal refusal = new Plan.Refusal(node, why, remedy);
    group.members().forEach(m -> refusals.put(m.declared().ref(), refusal));
    group.data().stream()
        .filter(data -> sights.of(data, project.name()).isEmpty())
        .forEach(data -> refusals.put(data, refusal));
  }

  private static List<String> without(List<String> nodes, Predicate<String> these) {
    return nodes.stream().filter(these.negate()).toList();
  }
}

package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.move.SnapshotName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who takes over the data that a lost node owned. Pure: whether a copy may become the owner is
 * decided as for one volume; this only chooses among those that may.
 *
 * @param sights of all nodes of the inventory; the lost one is not among those that were seen
 */
public record Failover(Types types, Sights sights, String lost) {

  /** What becomes of data of one project. */
  public sealed interface Fate {}

  /**
   * Copies that become the owners together: those of one container.
   *
   * @param copies as they are on the node, by resource
   */
  public record Taken(String project, String node, Map<Ref, Copy> copies) implements Fate {}

  /** A node that answers owns it: nothing is lost. */
  public record Owned(String project, Ref ref, String owner) implements Fate {}

  /** A playbook declares it, and no node that was seen has a copy. */
  public record Gone(String project, Ref ref) implements Fate {}

  /** None of these becomes the owner. */
  public record Left(String project, List<Ref> refs, String node, String why, String remedy)
      implements Fate {}

  /** In the order of a project's resources; those of one container together. */
  public List<Fate> of(Project project) {
    Model model = Planner.preliminary(project, types);
    Map<Ref, Standing> standings = new LinkedHashMap<>();
    data(model).forEach(ref -> standings.put(ref, standing(model.project(), ref)));
    List<Fate> fates = new ArrayList<>();
    for (Set<Ref> set : sets(project, standings.keySet())) {
      fates.addAll(fates(project, model, set.stream().map(standings::get).toList()));
    }
    return fates;
  }

  /**
   * Data of other projects that the lost node may own, as PROJECT/NAME.
   *
   * @param projects those that are seen to
   */
  public List<String> ofOthers(Set<String> projects) {
    return sights.sights().stream()
        .filter(s -> s.copy().isPresent() && s.project().filter(projects::contains).isEmpty())
        .flatMap(s -> s.project().stream().filter(p -> isOrphan(p, s.ref())).map(p -> named(p, s)))
        .distinct()
        .sorted()
        .toList();
  }

  private boolean isOrphan(String project, Ref ref) {
    return standing(project, ref) instanceof Standing.Orphan;
  }

  private static String named(String project, Sight sight) {
    return project + "/" + sight.ref().name();
  }

  private Standing standing(String project, Ref ref) {
    return Standing.of(ref, NodeViews.of(sights, ref, project), lost);
  }

  /** What the project declares, and what it left behind when that went. */
  private Set<Ref> data(Model model) {
    Set<Ref> data = new LinkedHashSet<>();
    model.entries().stream()
        .filter(e -> e.selected() && types.type(e.ref().type()).movable())
        .forEach(e -> data.add(e.ref()));
    sights.refs(model.project()).stream().filter(r -> isHeld(r, model)).forEach(data::add);
    return data;
  }

  /** What was set aside is kept under a name of its own, and never owned again unasked. */
  private boolean isHeld(Ref ref, Model model) {
    return sights.of(ref, model.project()).stream()
        .flatMap(s -> s.copy().stream())
        .anyMatch(c -> c.role() != Copy.Role.DIVERGED);
  }

  /**
   * What one container uses is one state, and so is what several do that have to be together: they
   * go to one node.
   */
  private Set<Set<Ref>> sets(Project project, Set<Ref> data) {
    Ties ties = Ties.of(project.items(), types);
    Set<Set<Ref>> sets = new LinkedHashSet<>();
    for (Ref ref : data) {
      Set<Ref> set = new LinkedHashSet<>(data);
      set.retainAll(ties.with(ref));
      sets.add(set);
    }
    return sets;
  }

  private List<Fate> fates(Project project, Model model, List<Standing> set) {
    String name = project.name();
    List<Fate> fates = new ArrayList<>();
    List<Standing.Orphan> taken = new ArrayList<>();
    for (Standing one : set) {
      switch (one) {
        case Standing.Absent a -> fates.add(new Gone(name, a.ref()));
        case Standing.Kept kept -> {
          if (kept.knows(lost)) {
            fates.add(new Owned(name, kept.ref(), kept.owner()));
          }
        }
        case Standing.Stuck s ->
            fates.add(new Left(name, List.of(s.ref()), s.node(), s.why(), s.remedy()));
        case Standing.Orphan o -> taken.add(o);
        case Standing.Unconcerned u -> {}
      }
    }
    if (!taken.isEmpty()) {
      fates.add(taken(project, model, set, taken));
    }
    return fates;
  }

  /**
   * @param set what is one state, of which some may have been taken over already
   */
  private Fate taken(
      Project declared, Model model, List<Standing> set, List<Standing.Orphan> orphans) {
    Set<String> nodes = new TreeSet<>(orphans.getFirst().heirs().keySet());
    set.forEach(one -> one.where().ifPresent(nodes::retainAll));
    List<Ref> refs = orphans.stream().map(Standing.Orphan::ref).toList();
    String project = model.project();
    if (nodes.isEmpty()) {
      return new Left(
          project,
          refs,
          "the nodes",
          "no node has the newest copy of all that is one state: "
              + set.stream().flatMap(o -> o.described().stream()).collect(Collectors.joining(", ")),
          "promote each by itself with --apart, and bring them together: flocker volume promote");
    }
    String node = best(orphans, nodes, wanted(declared, model, refs.getFirst()));
    Map<Ref, Copy> copies = new LinkedHashMap<>();
    orphans.forEach(o -> copies.put(o.ref(), o.copy(node)));
    return apart(List.copyOf(copies.values()))
        .<Fate>map(
            remedy ->
                new Left(
                    project,
                    refs,
                    node,
                    "its copies there are of different instants, but were one state",
                    remedy))
        .orElse(new Taken(project, node, copies));
  }

  /**
   * The newest; of equals one that is not drained, then where a playbook has it, then the first of
   * its replicas.
   */
  private String best(List<Standing.Orphan> orphans, Set<String> nodes, List<String> wanted) {
    Comparator<String> newest = Comparator.comparing(n -> oldest(orphans, n));
    return nodes.stream()
        .min(
            newest
                .reversed()
                .thenComparing(n -> sights.drained().containsKey(n))
                .thenComparingInt(n -> rank(wanted, n))
                .thenComparing(n -> n))
        .orElseThrow();
  }

  /** Candidates as they are preferred, then where it is to be, then its replicas. */
  private List<String> wanted(Project project, Model model, Ref data) {
    List<String> wanted = new ArrayList<>();
    AffinityGroup.of(project.items(), types).stream()
        .filter(group -> group.data().contains(data))
        .forEach(group -> wanted.addAll(group.candidates()));
    if (model.entry(data).isPresent()) {
      wanted.addAll(model.placement(data).nodes());
      wanted.addAll(model.placement(data).replicas());
    }
    return wanted;
  }

  private static int rank(List<String> wanted, String node) {
    int at = wanted.indexOf(node);
    return at < 0 ? wanted.size() : at;
  }

  private static Instant oldest(List<Standing.Orphan> orphans, String node) {
    return orphans.stream()
        .map(o -> SnapshotName.newest(o.copy(node)).orElse(Instant.MIN))
        .min(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  /**
   * Snapshots that were taken together have one name.
   *
   * @return what to do if copies that have some in common do not end with the same
   */
  private static Optional<String> apart(List<Copy> copies) {
    Set<String> common = new LinkedHashSet<>(names(copies.getFirst()));
    copies.forEach(c -> common.retainAll(names(c)));
    boolean together = copies.stream().map(Failover::newest).distinct().count() <= 1;
    if (common.isEmpty() || together) {
      return Optional.empty();
    }
    return Optional.of(
        "promote each with --apart, then go back with all: flocker volume rollback --to "
            + List.copyOf(common).getLast());
  }

  private static List<String> names(Copy copy) {
    return copy.versions().stream().map(Version::snapshot).toList();
  }

  private static String newest(Copy copy) {
    return copy.newest().map(Version::snapshot).orElse("");
  }
}

package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.move.NodeView;
import dev.flocker.cli.move.Peer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which nodes have to be asked though no play names them. Pure.
 *
 * <p>An owner's record names a node before the first byte is sent there: where an owner was seen,
 * only those that records name can have a copy, or own it by now. Where none was, anybody may.
 */
public final class Outsiders {

  private final Sights sights;
  private final Renames renames;
  private final Set<String> left;
  private final Map<String, Set<String>> needed = new LinkedHashMap<>();

  private Outsiders(Sights sights, Renames renames, Set<String> left) {
    this.sights = sights;
    this.renames = renames;
    this.left = left;
  }

  /**
   * @param sights in which the nodes that were not asked count as unreachable
   * @param left the nodes that were not asked
   * @return which of them to ask, by the reason; once they were, there may be more
   */
  public static Map<String, Set<String>> needed(
      Project project, Types types, Sights sights, Set<String> left) {
    Outsiders outsiders = new Outsiders(sights, Renames.of(project, types, sights), left);
    wanted(project, types).forEach(ref -> outsiders.look(ref, project.name(), true));
    unwanted(project, types).forEach(ref -> outsiders.look(ref, project.name(), false));
    return outsiders.needed;
  }

  /** Whether there is anything for which such a node could be needed. */
  public static boolean matter(Project project, Types types) {
    return Stream.concat(wanted(project, types), unwanted(project, types)).findAny().isPresent();
  }

  private static Stream<Ref> wanted(Project project, Types types) {
    return Planner.preliminary(project, types).entries().stream()
        .filter(Entry::selected)
        .map(Entry::ref)
        .filter(ref -> types.type(ref.type()).movable());
  }

  private static Stream<Ref> unwanted(Project project, Types types) {
    return project.items().stream()
        .filter(Item::absent)
        .map(item -> item.declared().ref())
        .filter(ref -> types.type(ref.type()).movable());
  }

  private void look(Ref ref, String project, boolean wanted) {
    List<NodeView> views = NodeViews.of(sights, ref, project);
    List<Copy> copies = new ArrayList<>();
    for (NodeView view : views) {
      if (view instanceof NodeView.Seen seen) {
        seen.copy().ifPresent(copies::add);
      }
    }
    if (!renames.due(ref).isEmpty()) {
      ask(left, ref + " is to be renamed wherever it has a copy");
    } else if (copies.isEmpty()) {
      if (wanted) {
        ask(left, ref + " would be new, and has to be on none of them");
      }
    } else if (copies.stream().noneMatch(Movables::owns)) {
      ask(left, ref + " has no owner among the nodes of the play");
    } else {
      Peer.unseen(views, copies).forEach(peer -> look(peer, ref));
    }
  }

  private void look(Peer peer, Ref ref) {
    if (left.contains(peer.name())) {
      ask(Set.of(peer.name()), "a record of " + ref + " names it");
    } else if (!sights.unreachable().containsKey(peer.name())) {
      ask(left, "a record of " + ref + " names " + peer.name() + ", which may be one of them");
    }
  }

  private void ask(Set<String> nodes, String why) {
    needed.computeIfAbsent(why, w -> new TreeSet<>()).addAll(nodes);
  }
}

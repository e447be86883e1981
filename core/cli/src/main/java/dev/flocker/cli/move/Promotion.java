package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.NodeView.Seen;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may decide about one volume where no run can. From what the nodes show, alone. */
public sealed interface Promotion {

  /** It would lose more than it has to, or nothing asks for it. */
  record Refused(String node, String why, String remedy) implements Promotion {}

  /**
   * @param off the nodes that have to be off before, as records name them: they may own it
   * @param outside the nodes that were not seen and that no record names. A copy's record may be
   *     older than what its owner knew, so that each has to be known to be off
   * @param aside the nodes whose copies are closed and kept under another name before
   */
  record Allowed(List<Peer> off, List<String> outside, List<String> aside) implements Promotion {}

  /** Whether the copy on a node may become the owner although a run would not make it so. */
  static Promotion decide(List<NodeView> views, String node) {
    List<Seen> holders = holders(views);
    Optional<Copy> copy =
        holders.stream().filter(s -> s.node().equals(node)).findFirst().flatMap(Seen::copy);
    if (copy.isEmpty()) {
      return new Refused(node, "it has no copy", "flocker volume ls shows who has one");
    }
    for (Seen holder : holders) {
      Copy held = holder.copy().orElseThrow();
      if (held.open() && held.role() != Role.OWNER) {
        return new Refused(
            holder.node(),
            "it is mounted for writing there, though its record does not say owner",
            "stop what uses it there and unmount it");
      }
      Optional<Refused> needless = needless(views, holder.node());
      if (needless.isPresent()) {
        return needless.get();
      }
    }
    return holders.stream()
        .filter(h -> !h.node().equals(node) && isNewer(h.copy().orElseThrow(), copy.get()))
        .findFirst()
        .<Promotion>map(
            h ->
                new Refused(
                    h.node(),
                    "its copy is newer than that of " + node,
                    "make that one the owner: --on " + h.node()))
        .orElseGet(() -> allowed(views, holders, node, copy.get()));
  }

  private static Promotion allowed(
      List<NodeView> views, List<Seen> holders, String node, Copy copy) {
    List<String> aside =
        holders.stream()
            .filter(h -> !h.node().equals(node) && isInTheWay(h.copy().orElseThrow(), copy))
            .map(Seen::node)
            .toList();
    List<Peer> off =
        Peer.doubtful(views, holders.stream().flatMap(h -> h.copy().stream()).toList());
    return new Allowed(off, outside(views, off), aside);
  }

  /**
   * Where a record names a node by its id alone, that may be any of them: they are no outsiders.
   */
  private static List<String> outside(List<NodeView> views, List<Peer> off) {
    if (!off.stream().allMatch(Peer::named)) {
      return List.of();
    }
    Set<String> named = off.stream().map(Peer::name).collect(Collectors.toSet());
    return views.stream()
        .filter(v -> v instanceof NodeView.Unreachable && !named.contains(v.node()))
        .map(NodeView::node)
        .toList();
  }

  /**
   * Whether nodes that are gone for good may be struck from all records: where a run goes on
   * without them. Else one of them may be the owner, and it takes a promotion first.
   *
   * @param ids their machine ids
   */
  static Optional<Refused> refusesToForget(List<NodeView> views, Set<String> ids) {
    List<NodeView> without = views.stream().map(v -> without(v, ids)).toList();
    boolean owned =
        holders(without).stream().anyMatch(h -> needless(without, h.node()).isPresent());
    return owned
        ? Optional.empty()
        : Optional.of(
            new Refused(
                "the nodes",
                "it may be the owner: none that was seen is for certain",
                "make one the owner first: flocker volume promote --accept-loss"));
  }

  private static NodeView without(NodeView view, Set<String> ids) {
    return view instanceof Seen s
        ? new Seen(s.node(), s.id(), s.copy().map(c -> Records.without(c, ids)))
        : view;
  }

  private static List<Seen> holders(List<NodeView> views) {
    return views.stream()
        .filter(Seen.class::isInstance)
        .map(Seen.class::cast)
        .filter(s -> s.copy().isPresent())
        .toList();
  }

  /** Where a run would find the owner, or make it one. */
  private static Optional<Refused> needless(List<NodeView> views, String home) {
    return switch (Ownership.decide(views, home, Set.of())) {
      case Decision.Stay stay ->
          Optional.of(
              new Refused(
                  stay.owner(),
                  "it owns the volume and can be reached",
                  "run its playbook, or use flocker volume handoff"));
      case Decision.Promote p -> unfinished(p.from());
      case Decision.TakeBack t -> unfinished(t.owner());
      default -> Optional.empty();
    };
  }

  private static Optional<Refused> unfinished(String node) {
    return Optional.of(
        new Refused(node, "its handoff was not finished, but can be", "run its playbook"));
  }

  /** By what they hold, and by their generations where that does not tell. */
  private static boolean isNewer(Copy other, Copy copy) {
    if (!other.volume().equals(copy.volume()) || other.role() == Role.DIVERGED) {
      return false;
    }
    if (other.role() == Role.OWNER && copy.role() != Role.OWNER) {
      return other.generation() >= copy.generation();
    }
    if (other.newest().equals(copy.newest())) {
      return false;
    }
    if (holds(other, copy.newest())) {
      return true;
    }
    return !holds(copy, other.newest()) && other.generation() > copy.generation();
  }

  private static boolean holds(Copy copy, Optional<Version> version) {
    return version
        .map(v -> copy.versions().stream().anyMatch(w -> w.guid().equals(v.guid())))
        .orElse(true);
  }

  /** An owner may be open, and two volumes cannot have one name. */
  private static boolean isInTheWay(Copy other, Copy copy) {
    return other.role() == Role.OWNER || !other.volume().equals(copy.volume());
  }
}

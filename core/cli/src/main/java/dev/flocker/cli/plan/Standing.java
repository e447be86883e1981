package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.NodeView;
import dev.flocker.cli.move.NodeView.Seen;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.move.Peer;
import dev.flocker.cli.move.Promotion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** How data stands while a node is lost. */
sealed interface Standing {

  Ref ref();

  /** No node that was seen has a copy. */
  record Absent(Ref ref) implements Standing {}

  /**
   * A node that was seen owns it.
   *
   * @param copy the owner's
   */
  record Kept(Ref ref, String owner, Copy copy) implements Standing {
    boolean knows(String node) {
      return copy.names().containsValue(node);
    }
  }

  /** Nothing that the lost node has to do with: the next run sees to it, or another node is it. */
  record Unconcerned(Ref ref) implements Standing {}

  /** No copy may become the owner, nor is there one. */
  record Stuck(Ref ref, String node, String why, String remedy) implements Standing {}

  /**
   * The lost node may own it.
   *
   * @param heirs the copies that may become the owner, by node
   */
  record Orphan(Ref ref, Map<String, Copy> heirs) implements Standing {
    Copy copy(String node) {
      return Objects.requireNonNull(heirs.get(node));
    }
  }

  /** On which nodes it is, or can be, open; empty where that makes no difference. */
  default Optional<Set<String>> where() {
    return switch (this) {
      case Kept kept -> Optional.of(Set.of(kept.owner()));
      case Orphan orphan -> Optional.of(orphan.heirs().keySet());
      default -> Optional.empty();
    };
  }

  /** The same, for people. */
  default Optional<String> described() {
    return where().map(nodes -> ref() + " on " + String.join(" and ", nodes));
  }

  /**
   * @param views of all nodes of the inventory
   */
  static Standing of(Ref ref, List<NodeView> views, String lost) {
    List<Seen> holders =
        views.stream()
            .filter(Seen.class::isInstance)
            .map(Seen.class::cast)
            .filter(s -> s.copy().filter(c -> c.role() != Copy.Role.DIVERGED).isPresent())
            .toList();
    if (holders.isEmpty()) {
      return new Absent(ref);
    }
    for (Seen holder : holders) {
      switch (Ownership.decide(views, holder.node(), Set.of())) {
        case Decision.Stay stay -> {
          return new Kept(ref, stay.owner(), holder.copy().orElseThrow());
        }
        case Decision.Promote p -> {
          return new Unconcerned(ref);
        }
        case Decision.TakeBack t -> {
          return new Unconcerned(ref);
        }
        case Decision.Conflict c -> {
          return new Stuck(ref, String.join(", ", c.nodes()), c.why(), c.remedy());
        }
        case Decision.Blocked b -> {
          if (isOwner(holder)) {
            return new Stuck(ref, String.join(", ", b.nodes()), b.why(), b.remedy());
          }
        }
        default -> {}
      }
    }
    return orphan(ref, views, holders, lost);
  }

  /** Two that claim it are for a person to judge; of what nobody claims a copy may be chosen. */
  private static boolean isOwner(Seen holder) {
    return holder.copy().filter(c -> c.role() == Copy.Role.OWNER).isPresent();
  }

  private static Standing orphan(Ref ref, List<NodeView> views, List<Seen> holders, String lost) {
    Map<String, Copy> heirs = new LinkedHashMap<>();
    Optional<Promotion.Refused> refused = Optional.empty();
    boolean concerned = false;
    for (Seen holder : holders) {
      switch (Promotion.decide(views, holder.node())) {
        case Promotion.Allowed yes -> {
          heirs.put(holder.node(), holder.copy().orElseThrow());
          concerned |= isConcerned(yes.off(), lost);
        }
        case Promotion.Refused no -> refused = refused.or(() -> Optional.of(no));
      }
    }
    if (heirs.isEmpty()) {
      Promotion.Refused no = refused.orElseThrow();
      return new Stuck(ref, no.node(), no.why(), no.remedy());
    }
    return concerned ? new Orphan(ref, heirs) : new Unconcerned(ref);
  }

  /** Where records name other nodes alone that were not seen, one of them is the owner. */
  private static boolean isConcerned(List<Peer> off, String lost) {
    return off.isEmpty() || off.stream().anyMatch(p -> !p.named() || p.name().equals(lost));
  }
}

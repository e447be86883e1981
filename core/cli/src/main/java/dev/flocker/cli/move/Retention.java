package dev.flocker.cli.move;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which of a volume's snapshots are held, and how many of the others stay. */
public final class Retention {

  /** In the name of a snapshot that a person asked for: it stays until a person destroys it. */
  public static final String BY_HAND = "manual-";

  /** In the name of a snapshot that the next backup may build upon; followed by its store's. */
  public static final String BACKUP = "backup-";

  /** In the name of a snapshot that was taken just before something was replaced. */
  public static final String REPLACE = "replace-";

  private Retention() {}

  /** The same, of snapshots that no schedule wants: those stay. */
  public static Optional<NodeTrouble> apply(List<Side> pruned, List<Side> others, int keep) {
    return apply(pruned, others, Staying.beside(keep));
  }

  /**
   * The same, of which a person lets go of nothing.
   *
   * @return why nothing was pruned; empty if it was
   */
  public static Optional<NodeTrouble> apply(List<Side> pruned, List<Side> others, Staying staying) {
    return apply(pruned, others, staying, Release.NONE);
  }

  /**
   * Holds what every replica and the next backup need and what a person asked for, lets go of the
   * rest, and prunes; or leaves all as it is if a node that may have a replica is not among those
   * given or cannot look.
   *
   * @param pruned whose snapshots are pruned; the first one's are what replicas build upon
   * @param others this volume on all other nodes that can be asked, whether they have it or not
   * @param release what is not needed any more
   * @return why nothing was pruned; empty if it was
   */
  public static Optional<NodeTrouble> apply(
      List<Side> pruned, List<Side> others, Staying staying, Release release) {
    List<Needs.At> copies = new ArrayList<>();
    pruned.forEach(side -> copies.add(new Needs.At(side.node(), side.requireCopy())));
    Set<String> known = new HashSet<>();
    Stream.concat(pruned.stream(), others.stream()).forEach(s -> known.add(s.id()));
    if (copies.stream().anyMatch(c -> !known.containsAll(c.copy().peers()))) {
      return Optional.of(
          pruned
              .getFirst()
              .trouble(
                  "a node that may have a copy was not asked",
                  "run again when every node can be reached"));
    }
    try {
      others.forEach(o -> o.copy().ifPresent(c -> copies.add(new Needs.At(o.node(), c))));
    } catch (NodeTrouble.StepFailed | NodeTrouble.Unreachable e) {
      return Optional.of(e); // What it has cannot be seen: it may need any of them.
    }
    Set<String> needed = Needs.of(copies).guids(release);
    for (int i = 0; i < pruned.size(); i++) {
      pruned.get(i).retain(staying.of(copies.get(i).copy().versions(), needed));
    }
    return Optional.empty();
  }

  /** What a person is told when nothing was pruned. */
  public static String unpruned(Ref ref, NodeTrouble why) {
    return ref + " keeps all its snapshots: " + why.getMessage();
  }

  /**
   * How many snapshots of the owner nobody needs.
   *
   * @param copies the owner's first
   */
  public static int spare(List<Needs.At> copies) {
    Set<String> needed = Needs.of(copies).guids(Release.NONE);
    return (int)
        copies.getFirst().copy().versions().stream()
            .filter(v -> !needed.contains(v.guid()))
            .count();
  }

  /** The newest that both have. */
  public static Optional<Version> newestCommon(Copy one, Copy other) {
    return other.versions().reversed().stream()
        .filter(v -> one.versions().stream().anyMatch(w -> w.guid().equals(v.guid())))
        .findFirst();
  }
}

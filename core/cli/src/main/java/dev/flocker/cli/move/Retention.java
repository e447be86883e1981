package dev.flocker.cli.move;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which of a volume's snapshots are held, and how many of the others stay. */
public final class Retention {

  /** In the name of a snapshot that a person asked for: it stays until a person destroys it. */
  public static final String BY_HAND = "manual-";

  /** In the name of a snapshot that the next backup may build upon; followed by its store's. */
  public static final String BACKUP = "backup-";

  /** The one that the last backup took, and the one before, were that cut short. */
  private static final int BASES = 2;

  private static final Pattern BASE = Pattern.compile(BACKUP + "[0-9a-f]{8}-");

  private Retention() {}

  /** The same, of snapshots that no schedule wants: those stay. */
  public static Optional<NodeTrouble> apply(List<Side> pruned, List<Side> others, int keep) {
    return apply(pruned, others, Staying.beside(keep));
  }

  /**
   * Holds what every replica and the next backup need and what a person asked for, lets go of the
   * rest, and prunes; or leaves all as it is if a node that may have a replica is not among those
   * given or cannot look.
   *
   * @param pruned whose snapshots are pruned; the first one's are what replicas build upon
   * @param others this volume on all other nodes that can be asked, whether they have it or not
   * @return why nothing was pruned; empty if it was
   */
  public static Optional<NodeTrouble> apply(List<Side> pruned, List<Side> others, Staying staying) {
    List<Copy> copies = new ArrayList<>(pruned.stream().map(Side::requireCopy).toList());
    Set<String> known = new HashSet<>();
    Stream.concat(pruned.stream(), others.stream()).forEach(s -> known.add(s.id()));
    if (copies.stream().anyMatch(c -> !known.containsAll(c.peers()))) {
      return Optional.of(
          pruned
              .getFirst()
              .trouble(
                  "a node that may have a copy was not asked",
                  "run again when every node can be reached"));
    }
    try {
      others.forEach(o -> o.copy().ifPresent(copies::add));
    } catch (NodeTrouble.StepFailed | NodeTrouble.Unreachable e) {
      return Optional.of(e); // What it has cannot be seen: it may need any of them.
    }
    Set<String> needed = needed(copies);
    for (int i = 0; i < pruned.size(); i++) {
      Staying.Stay stay = staying.of(copies.get(i).versions(), needed);
      pruned.get(i).retain(stay.guids(), stay.keep());
    }
    return Optional.empty();
  }

  /** What a person is told when nothing was pruned. */
  public static String unpruned(Ref ref, NodeTrouble why) {
    return ref + " keeps all its snapshots: " + why.getMessage();
  }

  /** How many snapshots of the owner nobody needs. */
  public static int spare(Copy owner, List<Copy> others) {
    List<Copy> all = new ArrayList<>(List.of(owner));
    all.addAll(others);
    Set<String> needed = needed(all);
    return (int) owner.versions().stream().filter(v -> !needed.contains(v.guid())).count();
  }

  /**
   * @param copies the first is what the others build upon
   */
  private static Set<String> needed(List<Copy> copies) {
    Set<String> guids = new HashSet<>();
    for (Copy copy : copies.subList(1, copies.size())) {
      newestCommon(copies.getFirst(), copy).ifPresent(v -> guids.add(v.guid()));
    }
    copies.stream()
        .flatMap(c -> c.versions().stream())
        .filter(v -> v.snapshot().contains(BY_HAND))
        .forEach(v -> guids.add(v.guid()));
    copies.forEach(c -> guids.addAll(bases(c)));
    return guids;
  }

  /** The newest snapshots that were taken for backups in each store. */
  private static Set<String> bases(Copy copy) {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> guids = new HashSet<>();
    for (Version version : copy.versions().reversed()) {
      Matcher store = BASE.matcher(version.snapshot());
      if (store.find() && seen.merge(store.group(), 1, Integer::sum) <= BASES) {
        guids.add(version.guid());
      }
    }
    return guids;
  }

  /** The newest that both have. */
  public static Optional<Version> newestCommon(Copy one, Copy other) {
    return other.versions().reversed().stream()
        .filter(v -> one.versions().stream().anyMatch(w -> w.guid().equals(v.guid())))
        .findFirst();
  }
}

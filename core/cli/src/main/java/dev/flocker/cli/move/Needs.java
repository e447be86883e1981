package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of a volume's snapshots somebody needs, and who. What a node keeps of itself, for going
 * back to earlier definitions, is not among it.
 *
 * @param byGuid those that are needed
 */
public record Needs(Map<String, Set<Need>> byGuid) {

  /** The one that the last backup took, and the one before, were that cut short. */
  private static final int BASES = 2;

  private static final Pattern BASE = Pattern.compile(Retention.BACKUP + "([0-9a-f]{8})-");

  /** A copy, and where it is. */
  public record At(String node, Copy copy) {}

  /**
   * @param copies the first is what the others build upon
   */
  public static Needs of(List<At> copies) {
    Needs needs = new Needs(new LinkedHashMap<>());
    Copy first = copies.getFirst().copy();
    for (At other : copies.subList(1, copies.size())) {
      Retention.newestCommon(first, other.copy())
          .ifPresent(v -> needs.add(v, Need.Kind.COPY, other.node()));
    }
    for (At at : copies) {
      at.copy().handoff().ifPresent(h -> needs.add(h.version(), Need.Kind.HANDOFF, ""));
      at.copy().versions().stream()
          .filter(v -> v.snapshot().contains(Retention.BY_HAND))
          .forEach(v -> needs.add(v, Need.Kind.PERSON, ""));
      needs.addBases(at.copy());
    }
    return needs;
  }

  private void add(Version version, Need.Kind kind, String whose) {
    Comparator<Need> order = Comparator.comparing(Need::kind).thenComparing(Need::whose);
    byGuid.computeIfAbsent(version.guid(), g -> new TreeSet<>(order)).add(new Need(kind, whose));
  }

  /** The newest snapshots that were taken for backups in each store. */
  private void addBases(Copy copy) {
    Map<String, Integer> seen = new HashMap<>();
    for (Version version : copy.versions().reversed()) {
      Matcher store = BASE.matcher(version.snapshot());
      if (store.find() && seen.merge(store.group(1), 1, Integer::sum) <= BASES) {
        add(version, Need.Kind.BACKUP, store.group(1));
      }
    }
  }

  /** Who needs a snapshot. */
  public Set<Need> of(Version version) {
    return byGuid.getOrDefault(version.guid(), Set.of());
  }

  /** The GUIDs of those that are needed still when a person has let go of some. */
  Set<String> guids(Release release) {
    return byGuid.entrySet().stream()
        .filter(e -> !e.getValue().stream().allMatch(n -> release.ends(e.getKey(), n)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}

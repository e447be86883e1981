package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The volumes that are one state with a volume: those of one container. */
record StateSet(Volumes volume) {

  /** Itself, and all that is used together with it on its owner's node now. */
  public List<Volumes> volumes() {
    String node = volume.owner().node();
    Set<Ref> set = new LinkedHashSet<>(List.of(volume.ref()));
    List<Set<Ref>> used =
        volume.sights().sights().stream()
            .filter(s -> s.node().equals(node) && s.project().equals(Optional.of(volume.project())))
            .map(s -> Set.copyOf(volume.look().types().uses(s)))
            .toList();
    for (boolean more = true; more; ) {
      more = false;
      for (Set<Ref> together : used) {
        boolean touches = together.stream().anyMatch(set::contains);
        more |= touches && set.addAll(together);
      }
    }
    return set.stream().filter(this::isCopied).map(this::other).toList();
  }

  /** What is used may be missing, or be of another type that holds no data. */
  private boolean isCopied(Ref ref) {
    return volume.sights().of(ref, volume.project()).stream().anyMatch(s -> s.copy().isPresent());
  }

  private Volumes other(Ref ref) {
    if (ref.equals(volume.ref())) {
      return volume;
    }
    return Volumes.of(volume.look(), volume.sights(), volume.project() + "/" + ref.name());
  }

  /**
   * Those whose copies on a node have a snapshot in common with this one's by its name: they were
   * taken together. Who used them together cannot be asked any more where their owner is gone.
   */
  public List<Volumes> takenTogether(String node) {
    Sights sights = volume.sights();
    Optional<Copy> copy = copy(volume.ref(), node);
    return sights.refs(volume.project()).stream()
        .filter(ref -> !ref.equals(volume.ref()))
        .filter(ref -> copy(ref, node).filter(c -> share(c, copy)).isPresent())
        .map(this::other)
        .toList();
  }

  /** Whether both copies end with one snapshot, by its name. */
  public boolean isOfOneInstant(Volumes other, String node) {
    return newest(volume.ref(), node).equals(newest(other.ref(), node));
  }

  /** The newest snapshot that all of these copies have, by its name; empty if there is none. */
  public Optional<String> common(List<Volumes> others, String node) {
    return names(copy(volume.ref(), node)).reversed().stream()
        .filter(name -> others.stream().allMatch(o -> names(copy(o.ref(), node)).contains(name)))
        .findFirst();
  }

  private Optional<String> newest(Ref ref, String node) {
    return copy(ref, node).flatMap(Copy::newest).map(Version::snapshot);
  }

  private Optional<Copy> copy(Ref ref, String node) {
    return volume.sights().at(ref, node, volume.project()).flatMap(Sight::copy);
  }

  private static List<String> names(Optional<Copy> copy) {
    return copy.map(c -> c.versions().stream().map(Version::snapshot).toList()).orElse(List.of());
  }

  private static boolean share(Copy one, Optional<Copy> other) {
    List<String> names = names(other);
    return names(Optional.of(one)).stream().anyMatch(names::contains);
  }
}

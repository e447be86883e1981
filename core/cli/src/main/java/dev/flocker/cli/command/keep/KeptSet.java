package dev.flocker.cli.command.keep;

import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.move.SnapshotName;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.upkeep.Behind;
import dev.flocker.cli.upkeep.Due;
import dev.flocker.cli.upkeep.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Volumes of one container that are kept: what is done for one is done for all, so that what is
 * there of them later existed together.
 *
 * @param members at least one, all with one owner
 */
record KeptSet(List<Member> members) {

  /** One of them, and what the nodes show of it. */
  record Member(Volumes volume, Subject subject) {

    static Member of(KeptVolume charge, Volumes volume) {
      String owner = volume.owner().node();
      List<String> replicas =
          charge.placement().replicas().stream()
              .filter(n -> !n.equals(owner) && !volume.look().troubles().containsKey(n))
              .filter(n -> !hasByAnotherName(volume, owner, n))
              .toList();
      Placement wanted = charge.placement();
      Map<String, Copy> there = new LinkedHashMap<>();
      for (String node : replicas) {
        copy(volume, node)
            .filter(c -> c.role() == Copy.Role.REPLICA)
            .ifPresent(c -> there.put(node, c));
      }
      return new Member(
          volume,
          new Subject(
              charge.ref(),
              new Placement(wanted.nodes(), replicas, wanted.keep(), wanted.upkeep()),
              copy(volume, owner).orElseThrow(),
              there));
    }

    /** A run was cut short that renames it: the next one goes on, and a second copy is no help. */
    private static boolean hasByAnotherName(Volumes volume, String owner, String node) {
      String id = copy(volume, owner).orElseThrow().volume();
      return copy(volume, node).isEmpty()
          && volume.sights().sights().stream()
              .filter(s -> s.node().equals(node))
              .flatMap(s -> s.copy().stream())
              .anyMatch(c -> c.role() == Copy.Role.REPLICA && c.volume().equals(id));
    }

    private static Optional<Copy> copy(Volumes volume, String node) {
      return volume.sights().at(volume.ref(), node, volume.project()).flatMap(Sight::copy);
    }
  }

  Due due(Instant now) {
    return Due.of(members.stream().map(Member::subject).toList(), now);
  }

  /** By their names: {@code shop/pgdata, shop/wal}. */
  String names(List<Ref> refs) {
    return among(refs).stream().map(m -> m.volume().name()).collect(Collectors.joining(", "));
  }

  /** The nodes that have, or are to have, a replica of any. */
  Set<String> replicas() {
    return members.stream()
        .flatMap(m -> m.subject().placement().replicas().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  String owner() {
    return members.getFirst().volume().owner().node();
  }

  /** Takes one of each, at one instant. */
  String snapshot(List<Ref> refs) {
    List<Side> owners = among(refs).stream().map(m -> m.volume().owner()).toList();
    return owners
        .getFirst()
        .snapshots(owners.subList(1, owners.size()), SnapshotName.labelOfSchedule())
        .getFirst()
        .snapshot();
  }

  /**
   * Brings replicas on one node up to their owner.
   *
   * @return why the data went by way of this machine, if it did
   */
  Optional<String> refresh(String node, Due.Refresh refresh) {
    List<Replication> set =
        among(refresh.refs()).stream()
            .map(m -> new Replication(m.volume().owner(), m.volume().on(node)))
            .toList();
    Replication.push(set, () -> SnapshotName.labelOfRefresh(refresh.every()), Progress.NONE);
    return set.stream().flatMap(r -> r.relayed().stream()).findFirst();
  }

  /** Destroys what no schedule keeps, on the owner and on all replicas. */
  void prune(Instant now) {
    for (Member member : members) {
      Volumes volume = member.volume();
      volume.look().unpruned(volume.ref(), volume.retain(member.subject().staying(now)));
    }
  }

  /** Replicas that lag behind, a sentence each. */
  List<String> lags(String node, Instant now) {
    List<String> lags = new ArrayList<>();
    for (Member member : members) {
      Subject subject = member.subject();
      Optional<Copy> replica = Optional.ofNullable(subject.replicas().get(node));
      Optional<Duration> every = subject.placement().upkeep().refresh();
      if (replica.isPresent() && every.isPresent()) {
        Behind.of(node, subject.owner(), replica.get(), every, now)
            .ifPresent(b -> lags.add(member.volume().name() + ": " + b.text()));
      }
    }
    return lags;
  }

  private List<Member> among(List<Ref> refs) {
    return members.stream().filter(m -> refs.contains(m.volume().ref())).toList();
  }
}

package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.keep.KeptSet.Member;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.upkeep.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One look at all that is kept, and what is due by it. */
final class Pass {

  private final Look look;
  private final Sights sights;
  private final Instant now;
  private final Map<KeptSet, Due> due = new LinkedHashMap<>();
  private final Map<KeptSet, Set<String>> refreshed = new HashMap<>();
  private final List<NodeTrouble> troubles = new ArrayList<>();

  /** Looks. One that cannot be kept now keeps none of the others from it. */
  Pass(Look look, List<KeptVolume> charges, Instant now) {
    this.look = look;
    this.sights = look.everything();
    this.now = now;
    Map<String, KeptVolume> left = new LinkedHashMap<>();
    charges.forEach(c -> left.put(c.name(), c));
    for (KeptVolume charge : charges) {
      if (left.containsKey(charge.name())) {
        attempt(() -> add(charge, left));
      }
    }
  }

  private void add(KeptVolume charge, Map<String, KeptVolume> left) {
    left.remove(charge.name());
    Volumes volume = Volumes.of(look, sights, charge.name());
    List<Member> members = new ArrayList<>(List.of(Member.of(charge, volume)));
    for (Volumes other : new StateSet(volume).volumes()) {
      KeptVolume one = left.get(other.name());
      if (one != null && other.owner().node().equals(volume.owner().node())) {
        members.add(Member.of(one, other));
        left.remove(other.name());
      }
    }
    KeptSet set = new KeptSet(members);
    due.put(set, set.due(now));
  }

  boolean isAnythingDue() {
    return due.values().stream().anyMatch(d -> !d.isNothing());
  }

  /** What is due, a line each. */
  void foretell(Consumer<String> say) {
    due.forEach(
        (set, what) -> {
          if (!what.snapshots().isEmpty()) {
            say.accept(set.names(what.snapshots()) + ": a snapshot is due on " + set.owner());
          }
          what.refreshes()
              .forEach(
                  (node, r) -> say.accept(set.names(r.refs()) + ": to be refreshed on " + node));
        });
  }

  /** Does what is due, a line each. */
  void run(Consumer<String> say) {
    due.forEach((set, what) -> attempt(() -> run(set, what, say)));
  }

  private void run(KeptSet set, Due what, Consumer<String> say) {
    if (what.isNothing()) {
      return;
    }
    if (!what.snapshots().isEmpty()) {
      attempt(() -> say.accept(snapshot(set, what.snapshots())));
    }
    what.refreshes().forEach((node, r) -> attempt(() -> say.accept(refresh(set, node, r))));
    set.prune(Instant.now()); // or what was taken just now would be of the future
  }

  private static String snapshot(KeptSet set, List<Ref> refs) {
    return set.names(refs) + ": snapshot " + set.snapshot(refs);
  }

  private String refresh(KeptSet set, String node, Due.Refresh refresh) {
    Optional<String> relayed = set.refresh(node, refresh);
    refreshed.computeIfAbsent(set, s -> new HashSet<>()).add(node);
    String way = relayed.map(why -> ", by way of this machine, as " + why).orElse("");
    return set.names(refresh.refs()) + ": " + node + " has the state of " + set.owner() + way;
  }

  /** Says what went wrong, and which replicas still lag behind. */
  void complain() {
    troubles.forEach(look::ended);
    due.keySet()
        .forEach(
            set -> {
              Set<String> done = refreshed.getOrDefault(set, Set.of());
              set.replicas().stream()
                  .filter(node -> !done.contains(node))
                  .flatMap(node -> set.lags(node, now).stream())
                  .forEach(lag -> look.app().console().err("warning: " + lag));
            });
  }

  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (NodeTrouble.Cancelled e) {
      throw e;
    } catch (NodeTrouble e) {
      troubles.add(e);
    }
  }
}

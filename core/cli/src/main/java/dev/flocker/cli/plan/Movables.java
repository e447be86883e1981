package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Plans what holds data: all its copies on all nodes decide together. */
final class Movables {

  private final String project;
  private final Types types;
  private final Model model;
  private final Sights sights;
  private final Options options;
  private final BiConsumer<Ref, Plan.Refusal> refuse;

  Movables(
      String project,
      Types types,
      Model model,
      Sights sights,
      Options options,
      BiConsumer<Ref, Plan.Refusal> refuse) {
    this.project = project;
    this.types = types;
    this.model = model;
    this.sights = sights;
    this.options = options;
    this.refuse = refuse;
  }

  static boolean owns(Copy copy) {
    return copy.role() == Copy.Role.OWNER || copy.role() == Copy.Role.HANDING_OFF;
  }

  void plan(Entry entry, List<Change> changes, List<DataMove> moves, Set<Ref> unseen) {
    Ref ref = entry.ref();
    Placement placement = model.placement(ref);
    Optional<Sight> owner =
        sights.of(ref, project).stream()
            .filter(s -> s.copy().filter(Movables::owns).isPresent())
            .findFirst();
    if (placement.nodes().isEmpty()) {
      refuse.accept(
          ref,
          new Plan.Refusal(
              "", "nothing says where it should be, and no node has it", "add \"on\" to it"));
      return;
    }
    String place = placement.nodes().getFirst();
    String provider = types.accepting(entry.declared()).getFirst().name();
    if (sights.unreachable().containsKey(place)) {
      unseen.add(ref);
      return;
    }
    String blind = sights.blind().get(new Sights.Where(place, ref.type(), provider));
    if (blind != null) {
      refuse.accept(ref, new Plan.Refusal(place, blind, "flocker doctor says what the node lacks"));
      return;
    }
    Record want = types.type(ref.type()).desired(entry.declared(), place, model);
    if (owner.isEmpty()) {
      create(ref, place, provider, want, changes);
    } else if (owner.get().node().equals(place)) {
      update(ref, place, provider, want, owner.get(), changes);
    } else {
      moves.add(new DataMove(ref, provider, owner.get().node(), place, true));
    }
    for (String replica : placement.replicas()) {
      boolean there = sights.at(ref, replica).filter(s -> s.of(project)).isPresent();
      if (!there && !replica.equals(place) && !sights.unreachable().containsKey(replica)) {
        moves.add(new DataMove(ref, provider, place, replica, false));
      }
    }
  }

  /** Only when every node was seen not to have it: an unseen one may hold all of its data. */
  private void create(Ref ref, String place, String provider, Record want, List<Change> changes) {
    List<String> unsure = new ArrayList<>(sights.unreachable().keySet());
    sights
        .blind()
        .forEach(
            (where, why) -> {
              if (where.type().equals(ref.type())) {
                unsure.add(where.node());
              }
            });
    unsure.removeAll(options.assumeAbsent());
    if (!unsure.isEmpty()) {
      String node = unsure.getFirst();
      refuse.accept(
          ref,
          new Plan.Refusal(
              node,
              "it is on none of the nodes seen, but "
                  + node
                  + " could not be asked and may have it",
              "bring the node back, or say --assume-absent "
                  + node
                  + " to begin with an empty one"));
      return;
    }
    Optional<Sight> there = sights.at(ref, place);
    if (there.isPresent() && !there.get().of(project)) {
      refuse.accept(
          ref,
          new Plan.Refusal(
              place, "one that is not of this project is there", "rename one of them"));
    } else {
      changes.add(
          new Change(ref, place, provider, Optional.of(want), Optional.empty(), Diff.NONE, false));
    }
  }

  private void update(
      Ref ref, String place, String provider, Record want, Sight owner, List<Change> changes) {
    ResourceType<Record, Record> type = types.type(ref.type());
    Diff diff = type.diff(want, owner.state());
    if (diff.kind() == Diff.Kind.REFUSED || diff.kind() == Diff.Kind.REPLACE) {
      refuse.accept(ref, new Plan.Refusal(place, diff.refusal(), ""));
    } else if (diff.kind() == Diff.Kind.IN_PLACE || !owner.running()) {
      changes.add(
          new Change(ref, place, provider, Optional.of(want), Optional.of(owner), diff, false));
    }
  }
}

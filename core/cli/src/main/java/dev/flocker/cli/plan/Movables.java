package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.Ownership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Plans what holds data: all its copies on all nodes decide together. */
final class Movables {

  private static final Comparator<Copy> LATER =
      Comparator.comparingLong(Copy::generation)
          .thenComparing(copy -> copy.role() == Copy.Role.OWNER);

  private final String project;
  private final Types types;
  private final Model model;
  private final Sights sights;
  private final Renames names;
  private final Options options;
  private final BiConsumer<Ref, Plan.Refusal> refuse;
  final List<Change> changes = new ArrayList<>();
  final List<DataMove> moves = new ArrayList<>();
  final List<Rename> renames = new ArrayList<>();
  final List<Repair> repairs = new ArrayList<>();
  final Set<Ref> unseen = new LinkedHashSet<>();

  Movables(
      String project,
      Types types,
      Model model,
      Sights sights,
      Renames names,
      Options options,
      BiConsumer<Ref, Plan.Refusal> refuse) {
    this.project = project;
    this.types = types;
    this.model = model;
    this.sights = sights;
    this.names = names;
    this.options = options;
    this.refuse = refuse;
  }

  static boolean owns(Copy copy) {
    return copy.role() == Copy.Role.OWNER || copy.role() == Copy.Role.HANDING_OFF;
  }

  /** The owner of each, as its copies record it: in the middle of a handoff there are two. */
  static Map<Ref, String> owners(String project, Sights sights) {
    Map<Ref, String> owners = new LinkedHashMap<>();
    sights.sights().stream()
        .filter(s -> s.of(project) && s.copy().filter(Movables::owns).isPresent())
        .sorted(Comparator.comparing(s -> s.copy().orElseThrow(), LATER))
        .forEach(s -> owners.put(s.ref(), s.node()));
    return owners;
  }

  void plan(Entry entry) {
    Ref ref = entry.ref();
    Placement placement = model.placement(ref);
    if (placement.nodes().isEmpty()) {
      refuse(ref, "", "nothing says where it should be, and no node has it", "add \"on\" to it");
      return;
    }
    String place = placement.nodes().getFirst();
    String provider = types.accepting(entry.declared()).getFirst().name();
    if (!sees(place, ref, provider)) {
      return;
    }
    Record want = types.type(ref.type()).desired(entry.declared(), place, model);
    Optional<Plan.Refusal> nameless = names.refusal(ref, options.assumeAbsent());
    if (nameless.isPresent()) {
      refuse.accept(ref, nameless.get());
      return;
    }
    Decision decision = Ownership.decide(names.views(ref), place, options.assumeAbsent());
    if (names.isDue(ref)) {
      rename(ref, provider, place, want, decision);
      replicas(entry, provider, place, want, placement);
      return;
    }
    for (Sight other : names.due(ref)) {
      repairs.add(new Repair(Repair.Kind.RENAME, ref, provider, other.node(), place));
    }
    switch (decision) {
      case Decision.Create create -> create(ref, place, provider, want);
      case Decision.Stay stay -> {
        stale(ref, provider, place, stay.stale());
        update(
            ref, place, provider, want, sights.at(ref, place, project).orElseThrow(), stay.open());
      }
      case Decision.Move move -> {
        stale(ref, provider, move.from(), move.stale());
        moves.add(move(ref, provider, move.from(), place, DataMove.Kind.HANDOFF, want, placement));
      }
      case Decision.Promote promote -> {
        stale(ref, provider, promote.from(), promote.stale());
        moves.add(
            move(
                ref,
                provider,
                promote.from(),
                place,
                DataMove.Kind.RESUMED_HANDOFF,
                want,
                placement));
      }
      case Decision.TakeBack back -> {
        stale(ref, provider, back.owner(), back.stale());
        repairs.add(new Repair(Repair.Kind.TAKE_BACK, ref, provider, back.owner(), back.to()));
      }
      case Decision.Blocked blocked ->
          refuse(ref, String.join(", ", blocked.nodes()), blocked.why(), blocked.remedy());
      case Decision.Conflict conflict ->
          refuse(ref, String.join(", ", conflict.nodes()), conflict.why(), conflict.remedy());
    }
    if (!(decision instanceof Decision.Blocked) && !(decision instanceof Decision.Conflict)) {
      replicas(entry, provider, place, want, placement);
    }
  }

  /** Where it is: it does not move in the same run. */
  private void rename(Ref ref, String provider, String place, Record want, Decision decision) {
    Ref was = names.former(ref).orElseThrow();
    String called = "it is called " + was.name() + " until now, and ";
    switch (decision) {
      case Decision.Stay stay when stay.stale().stream().allMatch(s -> isAside(ref, s)) -> {
        stale(ref, provider, place, stay.stale());
        List<String> others =
            names.due(ref).stream().map(Sight::node).filter(n -> !n.equals(place)).toList();
        renames.add(new Rename(ref, was, provider, place, others, want));
      }
      case Decision.Move move ->
          refuse(
              ref,
              move.from(),
              called + "cannot get another name and another node in one run",
              "let it be on " + move.from() + " for this run");
      case Decision.Blocked blocked ->
          refuse(ref, String.join(", ", blocked.nodes()), blocked.why(), blocked.remedy());
      case Decision.Conflict conflict ->
          refuse(ref, String.join(", ", conflict.nodes()), conflict.why(), conflict.remedy());
      default ->
          refuse(ref, place, called + "an earlier run left it half done", "run with the old name");
    }
  }

  /** What was superseded by its new name is found by it. */
  private boolean isAside(Ref ref, Decision.Stale stale) {
    return stale.fate() == Decision.Fate.SET_ASIDE
        && sights.at(ref, stale.node(), project).isPresent();
  }

  private boolean sees(String place, Ref ref, String provider) {
    String blind = sights.blind().get(new Sights.Where(place, ref.type(), provider));
    if (sights.unreachable().containsKey(place)) {
      unseen.add(ref);
      return false;
    }
    if (blind != null) {
      refuse(ref, place, blind, "flocker doctor says what the node lacks");
      return false;
    }
    return true;
  }

  private void stale(Ref ref, String provider, String owner, List<Decision.Stale> stale) {
    for (Decision.Stale s : stale) {
      Repair.Kind kind =
          switch (s.fate()) {
            case DEMOTE -> Repair.Kind.DEMOTE;
            case SET_ASIDE -> Repair.Kind.SET_ASIDE;
          };
      repairs.add(new Repair(kind, ref, provider, s.node(), owner));
    }
  }

  private static DataMove move(
      Ref ref,
      String provider,
      String from,
      String to,
      DataMove.Kind kind,
      Record want,
      Placement placement) {
    return new DataMove(ref, provider, from, to, kind, want, placement.keep());
  }

  private void replicas(
      Entry entry, String provider, String place, Record want, Placement placement) {
    Ref ref = entry.ref();
    for (String replica : placement.replicas()) {
      boolean there =
          sights.at(ref, replica, project).isPresent()
              || names.due(ref).stream().anyMatch(s -> s.node().equals(replica));
      if (!there && !replica.equals(place) && sights.facts().containsKey(replica)) {
        moves.add(move(ref, provider, place, replica, DataMove.Kind.COPY, want, placement));
      }
      sights.at(ref, replica, project).ifPresent(s -> replica(entry, provider, s));
    }
  }

  /** What a replica has that no stream carries is set as for its owner. */
  private void replica(Entry entry, String provider, Sight there) {
    ResourceType<Record, Record> type = types.type(entry.ref().type());
    Record want = type.desired(entry.declared(), there.node(), model);
    Diff diff = type.diff(want, there.state());
    boolean replica = there.copy().filter(c -> c.role() == Copy.Role.REPLICA).isPresent();
    if (replica && diff.kind() == Diff.Kind.IN_PLACE) {
      changes.add(
          new Change(
              entry.ref(),
              there.node(),
              provider,
              Optional.of(want),
              Optional.of(there),
              diff,
              false));
    }
  }

  private void create(Ref ref, String place, String provider, Record want) {
    boolean foreign =
        sights.sights().stream()
            .anyMatch(s -> s.ref().equals(ref) && s.node().equals(place) && s.project().isEmpty());
    if (foreign) {
      refuse(ref, place, "one that is not flocker's is there", "rename one of them");
    } else {
      changes.add(
          new Change(ref, place, provider, Optional.of(want), Optional.empty(), Diff.NONE, false));
    }
  }

  private void refuse(Ref ref, String node, String why, String remedy) {
    refuse.accept(ref, new Plan.Refusal(node, why, remedy));
  }

  private void update(
      Ref ref, String place, String provider, Record want, Sight owner, boolean open) {
    ResourceType<Record, Record> type = types.type(ref.type());
    Diff diff = type.diff(want, owner.state());
    if (diff.kind() == Diff.Kind.REFUSED || diff.kind() == Diff.Kind.REPLACE) {
      refuse(ref, place, diff.refusal(), "");
    } else if (diff.kind() == Diff.Kind.IN_PLACE || !open) {
      changes.add(
          new Change(ref, place, provider, Optional.of(want), Optional.of(owner), diff, false));
    }
  }
}

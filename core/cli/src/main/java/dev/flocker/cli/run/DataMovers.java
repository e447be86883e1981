package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Foreseeable;
import dev.flocker.api.node.Preparable;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.move.Handoff;
import dev.flocker.cli.move.Repairs;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.DataMove;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Rename;
import dev.flocker.cli.plan.Repair;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Moves data between the nodes of a run, and puts its records right. */
public final class DataMovers implements Movers {

  private final Plan plan;
  private final Sessions sessions;
  private final Types types;
  private final Invocations invoke;
  private final Consumer<String> note;
  private final Consumer<NodeTrouble.Unreachable> lost;
  private final Set<Ref> unpruned = ConcurrentHashMap.newKeySet();

  /**
   * @param note is told what a person should know of a move
   * @param lost is told of a node that was lost where that fails nothing
   */
  public DataMovers(
      Plan plan,
      Sessions sessions,
      Types types,
      Consumer<String> note,
      Consumer<NodeTrouble.Unreachable> lost) {
    this.plan = plan;
    this.sessions = sessions;
    this.types = types;
    this.invoke = new Invocations(types, plan.model().project());
    this.note = note;
    this.lost = lost;
  }

  @Override
  public Mover mover(DataMove move) {
    Side to = side(move.to(), move.provider(), move.ref());
    return new Moving(
        move,
        new Handoff(side(move.from(), move.provider(), move.ref()), to),
        () -> prepare(move),
        invoke.arrived(move.ref(), move.provider(), move.want()),
        others(move),
        note,
        why -> unpruned(move.ref(), why));
  }

  @Override
  public Mover mover(Rename rename) {
    return new Renaming(
        rename,
        side(rename.node(), rename.provider(), rename.was()),
        side(rename.node(), rename.provider(), rename.ref()),
        rename.others().stream().map(n -> side(n, rename.provider(), rename.was())).toList(),
        invoke.prepare(rename.was(), rename.provider(), rename.want()),
        invoke.arrived(rename.ref(), rename.provider(), rename.want()));
  }

  private void prepare(DataMove move) {
    if (types.can(move.ref(), move.provider(), Preparable.class)) {
      sessions
          .of(move.to())
          .perform(
              List.of(invoke.prepare(move.ref(), move.provider(), move.want())), Progress.NONE);
    }
  }

  @Override
  public void foresee(Change change) {
    if (types.can(change.ref(), change.provider(), Foreseeable.class)) {
      sessions.of(change.node()).perform(List.of(invoke.foresee(change)), Progress.NONE);
    }
  }

  private void foresee(DataMove move) {
    if (types.can(move.ref(), move.provider(), Foreseeable.class)) {
      sessions.of(move.to()).perform(List.of(invoke.foresee(move)), Progress.NONE);
    }
  }

  @Override
  public void requireClosable(DataMove move) {
    if (move.kind() == DataMove.Kind.HANDOFF) {
      side(move.from(), move.provider(), move.ref()).requireClosable();
    }
  }

  @Override
  public long requireReceivable(DataMove move, long besides) {
    foresee(move);
    return move.kind() == DataMove.Kind.RESUMED_HANDOFF
        ? 0
        : replication(move).requireReceivable(besides);
  }

  @Override
  public void copy(List<DataMove> set, Progress progress) {
    List<Replication> replications = set.stream().map(this::replication).toList();
    Replication.push(replications, progress);
    for (int i = 0; i < set.size(); i++) {
      DataMove move = set.get(i);
      Replication replication = replications.get(i);
      replication.relayed().ifPresent(why -> note.accept(relayed(move, why)));
      replication.retain(others(move), move.keep()).ifPresent(why -> unpruned(move.ref(), why));
    }
  }

  private Replication replication(DataMove move) {
    return new Replication(
        side(move.from(), move.provider(), move.ref()),
        side(move.to(), move.provider(), move.ref()));
  }

  @Override
  public void prune(Sight owner) {
    Side pruned = side(owner.node(), owner.provider(), owner.ref());
    List<Side> others = others(owner.ref(), owner.provider(), Set.of(owner.node()));
    Retention.apply(List.of(pruned), others, plan.model().placement(owner.ref()).keep())
        .ifPresent(why -> unpruned(owner.ref(), why));
  }

  /** Said once: what hinders it after one step hinders it after the others. */
  private void unpruned(Ref ref, NodeTrouble why) {
    if (why instanceof NodeTrouble.Unreachable gone) {
      lost.accept(gone);
    }
    if (unpruned.add(ref)) {
      note.accept(Retention.unpruned(ref, why));
    }
  }

  @Override
  public void repair(Repair repair) {
    Side stale = side(repair.node(), repair.provider(), repair.ref());
    Side other = side(repair.other(), repair.provider(), repair.ref());
    switch (repair.kind()) {
      case TAKE_BACK -> Repairs.takeBack(stale, other);
      case DEMOTE -> Repairs.demote(stale, other);
      case RENAME -> formerly(repair).rename(stale.project(), repair.ref());
      case SET_ASIDE -> {
        quiesceUsers(repair.ref(), repair.node());
        Repairs.setAside(stale);
      }
    }
  }

  private Side formerly(Repair repair) {
    Ref was = plan.model().entry(repair.ref()).flatMap(e -> types.was(e.declared())).orElseThrow();
    return side(repair.node(), repair.provider(), was);
  }

  /** A node that was away may still run what uses a copy that is no owner's any more. */
  private void quiesceUsers(Ref ref, String node) {
    Neighbours neighbours = new Neighbours(plan, types);
    List<Call> calls = new ArrayList<>();
    for (Ref user : neighbours.of(Kind.USES, ref)) {
      List<Sight> by = neighbours.sights(Kind.SUPERVISES, user, node);
      plan.sights()
          .at(user, node, plan.model().project())
          .ifPresent(
              s ->
                  (by.isEmpty() ? List.of(s) : by)
                      .forEach(x -> calls.add(invoke.quiesce(x, List.of(ref)))));
    }
    sessions.of(node).perform(calls, Progress.NONE);
  }

  private Side side(String node, String provider, Ref ref) {
    return new Side(sessions.of(node), provider, plan.model().project(), ref);
  }

  /** All other nodes, whether they have a copy or not. */
  private List<Side> others(Ref ref, String provider, Set<String> nodes) {
    return sessions.all().stream()
        .map(NodeSession::node)
        .filter(n -> !nodes.contains(n))
        .map(n -> side(n, provider, ref))
        .toList();
  }

  private List<Side> others(DataMove move) {
    return others(move.ref(), move.provider(), Set.of(move.from(), move.to()));
  }

  private static String relayed(DataMove move, String why) {
    return "%s: %s, so its data went by way of this machine".formatted(move.ref(), why);
  }

  /** A handoff as a step of a run. */
  private record Moving(
      DataMove move,
      Handoff handoff,
      Runnable prepare,
      Call adopt,
      List<Side> others,
      Consumer<String> note,
      Consumer<NodeTrouble> unpruned)
      implements Mover {

    @Override
    public Ref ref() {
      return move.ref();
    }

    @Override
    public void push(Progress progress) {
      if (move.kind() == DataMove.Kind.HANDOFF) {
        handoff.push(progress);
        prepare.run();
      }
    }

    @Override
    public void release(String label, Progress progress) {
      if (move.kind() == DataMove.Kind.HANDOFF) {
        handoff.release(label, progress);
      } else {
        handoff.resume();
      }
    }

    @Override
    public void establish(List<Call> then, Progress progress) {
      List<Call> calls = new ArrayList<>();
      calls.add(adopt);
      calls.addAll(then);
      handoff.establish(calls, progress);
    }

    @Override
    public String giveUp() {
      return handoff.giveUp();
    }

    @Override
    public void giveBack() {
      try (Handoff back = handoff.reversed()) {
        back.push(Progress.NONE);
        back.release(Progress.NONE);
        back.establish(List.of(), Progress.NONE);
        back.settle();
      }
    }

    @Override
    public void close() {
      handoff.close();
    }

    @Override
    public void finish() {
      handoff.close();
      handoff.settle();
      handoff.retain(others, move.keep()).ifPresent(unpruned);
      handoff.relayed().ifPresent(why -> note.accept(relayed(move, why)));
    }
  }
}

package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Nearest;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.Handoff;
import dev.flocker.cli.move.Needs;
import dev.flocker.cli.move.NodeView;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.move.Release;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.move.Staying;
import dev.flocker.cli.plan.NodeViews;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.run.Uninterrupted;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The copies of one volume on all nodes, which are locked. */
record Volumes(Look look, Sights sights, String project, Ref ref, List<Sight> copiesSeen) {

  private static final int FEW = 7;

  /**
   * The project that a volume's name begins with.
   *
   * @throws WrongInput if that is no name of a volume
   */
  public static String project(String name) {
    int slash = name.indexOf('/');
    if (slash < 1) {
      throw new WrongInput("\"" + name + "\" is no volume", "write PROJECT/NAME, such as shop/db");
    }
    return name.substring(0, slash);
  }

  /**
   * @param name {@code PROJECT/NAME}
   * @throws NodeTrouble if it is nowhere
   */
  public static Volumes of(Look look, String name) {
    look.lock();
    return of(look, look.everything(), name);
  }

  /** Of nodes that are locked already. */
  public static Volumes of(Look look, Sights sights, String name) {
    List<Sight> movable = copies(sights);
    List<Sight> found = movable.stream().filter(s -> named(s).equals(name)).toList();
    if (found.isEmpty()) {
      List<String> names = movable.stream().map(Volumes::named).distinct().sorted().toList();
      throw new NodeTrouble.StepFailed(
          "the nodes",
          "none shows the volume " + name,
          names.isEmpty() ? "there is none at all" : Nearest.remedy(name, names));
    }
    return new Volumes(look, sights, project(name), found.getFirst().ref(), found);
  }

  /**
   * @param name {@code PROJECT/NAME}
   */
  public Volumes another(String name) {
    return of(look, sights, name);
  }

  static List<Sight> copies(Sights sights) {
    return sights.sights().stream()
        .filter(s -> s.copy().isPresent() && s.project().isPresent())
        .toList();
  }

  /** PROJECT/NAME. */
  public String name() {
    return project + "/" + ref.name();
  }

  static String named(Sight sight) {
    return sight.project().orElse("") + "/" + sight.ref().name();
  }

  /** Every volume of which a copy was seen, as PROJECT/NAME. */
  public static List<String> names(Sights sights) {
    return copies(sights).stream().map(Volumes::named).distinct().sorted().toList();
  }

  public List<Copy> copies() {
    return copiesSeen.stream().flatMap(s -> s.copy().stream()).toList();
  }

  private Optional<Sight> owning() {
    return copiesSeen.stream()
        .filter(s -> s.copy().filter(c -> c.role() == Copy.Role.OWNER).isPresent())
        .findFirst();
  }

  /** The owner, where it is certain who that is: as a run would decide. */
  public Side owner() {
    return ownerBefore(owning().map(Sight::node).orElse(""));
  }

  /**
   * @param home where the volume is to be
   * @throws NodeTrouble if the nodes do not show plainly who owns it
   */
  private Side ownerBefore(String home) {
    Decision decision = Ownership.decide(views(), home, Set.of());
    if (decision instanceof Decision.Stay stay && stay.stale().isEmpty()) {
      return on(stay.owner());
    }
    if (decision instanceof Decision.Move move && move.stale().isEmpty()) {
      return on(move.from());
    }
    if (decision instanceof Decision.Blocked blocked) {
      throw refusal(blocked.nodes(), blocked.why(), blocked.remedy());
    }
    if (decision instanceof Decision.Conflict conflict) {
      throw refusal(conflict.nodes(), conflict.why(), conflict.remedy());
    }
    throw refusal(List.of(), "an earlier move of it was not finished", "run its playbook first");
  }

  public NodeTrouble refusal(List<String> nodes, String why, String remedy) {
    return new NodeTrouble.StepFailed(String.join(", ", nodes), ref + ": " + why, remedy);
  }

  /** What every node shows of it. */
  public List<NodeView> views() {
    return NodeViews.of(sights, ref, project);
  }

  /** The nodes of which it is not known what they have of it. */
  List<String> unseen() {
    return views().stream()
        .filter(NodeView.Unreachable.class::isInstance)
        .map(NodeView::node)
        .toList();
  }

  public Side on(String node) {
    NodeSession session = look.opened().sessions().get(node);
    if (session == null) {
      throw Objects.requireNonNull(look.troubles().get(node));
    }
    return new Side(session, copiesSeen.getFirst().provider(), project, ref);
  }

  /**
   * @param keep how many snapshots stay; by default as many as there are, and {@link #FEW} at
   *     least: what the playbook says is not known here
   * @return why the data went by way of this machine, if it did
   */
  public Optional<String> push(String to, Optional<Integer> keep, Progress progress) {
    List<Volumes> set = new StateSet(this).volumes();
    List<Replication> replications = set.stream().map(v -> v.replication(to)).toList();
    Replication.push(replications, progress);
    for (int i = 0; i < set.size(); i++) {
      set.get(i).retain(replications.get(i), to, keep);
    }
    return replications.stream().flatMap(r -> r.relayed().stream()).findFirst();
  }

  private Replication replication(String to) {
    return new Replication(owner(), on(to));
  }

  private void retain(Replication replication, String to, Optional<Integer> keep) {
    look.unpruned(ref, replication.retain(others(owner().node(), to), keep.orElse(usual())));
  }

  /** How many snapshots that nobody needs stay, where nothing says it. */
  private int usual() {
    return owning().isPresent() ? Math.max(FEW, Retention.spare(held())) : FEW;
  }

  /** All copies that are seen, the owner's first. */
  List<Needs.At> held() {
    List<Sight> all = new ArrayList<>(owning().stream().toList());
    copiesSeen.stream().filter(s -> !all.contains(s)).forEach(all::add);
    return all.stream().map(s -> new Needs.At(s.node(), s.copy().orElseThrow())).toList();
  }

  private List<Side> others(String from, String to) {
    return look.opened().sessions().keySet().stream()
        .filter(n -> !n.equals(from) && !n.equals(to))
        .map(this::on)
        .toList();
  }

  /**
   * @return why nothing was pruned; empty if it was
   */
  Optional<NodeTrouble> retain(Staying staying) {
    return retain(staying, Release.NONE);
  }

  /**
   * The same, of which a person lets go of some.
   *
   * @return why nothing was pruned; empty if it was
   */
  Optional<NodeTrouble> retain(Staying staying, Release release) {
    List<Side> pruned = withReplicas();
    List<String> nodes = pruned.stream().map(Side::node).toList();
    List<Side> others =
        look.opened().sessions().keySet().stream()
            .filter(n -> !nodes.contains(n))
            .map(this::on)
            .toList();
    return Retention.apply(pruned, others, staying, release);
  }

  /** The owner, then its replicas. */
  List<Side> withReplicas() {
    List<Side> all = new ArrayList<>(List.of(owner()));
    copiesSeen.stream()
        .filter(s -> s.copy().filter(c -> c.role() == Copy.Role.REPLICA).isPresent())
        .forEach(s -> all.add(on(s.node())));
    return all;
  }

  /**
   * Lets go of what nobody needs on the owner.
   *
   * @param staying what stays besides
   */
  void letGo(Staying staying) {
    Side owner = owner();
    look.unpruned(
        ref, Retention.apply(List.of(owner), others(owner.node(), owner.node()), staying));
  }

  public void handoff(String to, Progress progress) {
    Side owner = ownerBefore(to);
    try (Handoff handoff = new Handoff(owner, on(to))) {
      handoff.push(progress);
      try {
        handoff.release(progress);
        handoff.establish(List.of(), progress);
      } catch (NodeTrouble e) {
        giveUp(handoff, e);
        throw e;
      }
      handoff.settle();
      look.unpruned(ref, handoff.retain(others(owner.node(), to), usual()));
    }
  }

  private static void giveUp(Handoff handoff, NodeTrouble why) {
    try {
      Uninterrupted.run(handoff::giveUp);
    } catch (NodeTrouble worse) {
      why.addSuppressed(worse);
    }
  }

  /** Of all that is one state with it, at one instant. */
  public Version snapshot() {
    String label = Retention.BY_HAND + Replication.label();
    List<Volumes> set = new StateSet(this).volumes();
    return owner().snapshots(set.stream().skip(1).map(Volumes::owner).toList(), label).getFirst();
  }

  public Version version(String snapshot) {
    List<Version> versions = owning().flatMap(Sight::copy).map(Copy::versions).orElse(List.of());
    return versions.stream()
        .filter(v -> v.snapshot().equals(snapshot))
        .findFirst()
        .orElseThrow(
            () ->
                new NodeTrouble.StepFailed(
                    owning().map(Sight::node).orElse("the nodes"),
                    "there is no snapshot " + snapshot,
                    "flocker volume snapshots shows them"));
  }

  public void perform(Call.Operation operation, Map<String, Object> arguments) {
    Side owner = owner();
    Call call = new Call(owner.provider(), operation, project, ref, arguments);
    owner.session().perform(List.of(call), Progress.NONE);
  }
}

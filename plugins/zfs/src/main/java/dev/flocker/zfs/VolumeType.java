package dev.flocker.zfs;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Offer;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pf4j.Extension;

/** What a volume is, as the controller sees it. */
@Extension
public final class VolumeType implements ResourceType<Volume, VolumeState> {

  static final String NAME = "volume";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schema<Volume> declared() {
    return Schema.of(Volume.class);
  }

  @Override
  public Schema<VolumeState> state() {
    return Schema.of(VolumeState.class);
  }

  @Override
  public String nameOf(Volume spec) {
    return spec.name().text();
  }

  @Override
  public boolean movable() {
    return true;
  }

  @Override
  public Optional<String> was(Volume spec) {
    return spec.was().map(Name::text);
  }

  @Override
  public List<Offer> offers(Volume spec, String project) {
    String data = Dataset.mountpoint(project, nameOf(spec)) + "/" + Dataset.DATA;
    return List.of(new Offer.Directory(AbsolutePath.parse(data)));
  }

  @Override
  public void check(Declared<Volume> declared, Topology topology, Problems problems) {
    String what = declared.ref().toString();
    List<String> users = userNodes(declared.ref(), topology);
    if (users.size() > 1) {
      problems.add(
          declared.place(),
          what,
          "its users run on " + String.join(" and ", users),
          "a volume is on one node; put all that mount it on the same one");
    } else if (users.isEmpty() && declared.on().size() > 1) {
      problems.add(
          declared.place(),
          what,
          "is on " + String.join(" and ", declared.on()),
          "a volume has one owner; name one node, and the others as replicas");
    }
    for (Properties.Wrong wrong : Properties.wrong(declared.spec().properties())) {
      problems.add(
          declared.place(), what + ": property " + wrong.name(), wrong.cause(), wrong.remedy());
    }
    List<String> known = topology.nodes().stream().map(NodeInfo::name).toList();
    for (String replica : declared.spec().replicaNodes()) {
      if (!known.contains(replica)) {
        problems.add(
            declared.place(),
            what + ": replica \"" + replica + "\"",
            "is no node of the play",
            "use some of " + String.join(", ", known));
      }
    }
  }

  @Override
  public Placement place(Declared<Volume> declared, Topology topology) {
    List<String> owner = owner(declared, topology);
    List<String> replicas =
        declared.spec().replicaNodes().stream().distinct().filter(n -> !owner.contains(n)).toList();
    return new Placement(owner, replicas, declared.spec().keep(), Schedule.upkeep(declared.spec()));
  }

  /** None where nothing says: core then reports that it has no place. */
  private static List<String> owner(Declared<Volume> declared, Topology topology) {
    List<String> users = userNodes(declared.ref(), topology);
    if (!users.isEmpty()) {
      return users.subList(0, 1);
    }
    if (!declared.on().isEmpty()) {
      return declared.on().subList(0, 1);
    }
    Optional<String> now = topology.ownerOf(declared.ref());
    if (now.isPresent()) {
      return List.of(now.get());
    }
    return topology.nodes().size() == 1 ? List.of(topology.nodes().getFirst().name()) : List.of();
  }

  private static List<String> userNodes(Ref ref, Topology topology) {
    return topology.related(Relation.Kind.USES, ref).stream()
        .flatMap(user -> topology.nodesOf(user).stream())
        .distinct()
        .toList();
  }

  @Override
  public VolumeState desired(Declared<Volume> declared, String node, Topology topology) {
    Volume spec = declared.spec();
    boolean replica = place(declared, topology).replicas().contains(node);
    return new VolumeState(
        replica ? Optional.empty() : spec.quota(),
        AbsolutePath.parse(Dataset.mountpoint(topology.project(), nameOf(spec))),
        Properties.canonical(spec.properties()));
  }

  @Override
  public Diff diff(VolumeState want, VolumeState have) {
    if (!want.mountpoint().equals(have.mountpoint())) {
      return Diff.refused(
          "mountpoint",
          "it is mounted at "
              + have.mountpoint()
              + "; run zfs inherit mountpoint on its dataset while nothing uses it");
    }
    Map<String, String> now = new TreeMap<>(have.properties());
    now.keySet().retainAll(want.properties().keySet()); // others are not the playbook's matter
    want.properties()
        .forEach((n, w) -> now.computeIfPresent(n, (x, v) -> Properties.isMet(n, w, v) ? w : v));
    for (String name : Properties.OF_CREATION) {
      String wanted = want.properties().get(name);
      if (wanted != null && !wanted.equals(now.get(name))) {
        return Diff.refused(
            "properties",
            "its %s is %s, and is chosen when a volume is made; take it out, or bring the data into a new volume"
                .formatted(name, now.get(name)));
      }
    }
    VolumeState comparable = new VolumeState(have.quota(), have.mountpoint(), now);
    return Diff.between(state(), want, comparable, Set.of("quota", "properties"));
  }
}

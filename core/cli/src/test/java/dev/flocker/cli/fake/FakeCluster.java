package dev.flocker.cli.fake;

import dev.flocker.api.Declared;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Nodes in memory that show what was applied to them, and keep a log of what they were told. */
public final class FakeCluster {

  public final Types types = FakeTypes.all();
  public final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Map<Ref, Thing>> nodes = new TreeMap<>();
  private final Set<String> lost = new HashSet<>();
  private final Map<String, String> ids = new TreeMap<>();
  private final Map<String, String> machines = new TreeMap<>();
  private final Set<String> blind = new HashSet<>();
  private final Set<String> full = new HashSet<>();
  private final Set<String> unfit = new HashSet<>();
  private Predicate<String> fails = line -> false;
  private Runnable whenLocked = () -> {};
  private final String project;

  private record Thing(
      String project, Map<String, Object> state, boolean running, Optional<Copy> copy) {}

  public FakeCluster(String project, String... names) {
    this.project = project;
    for (String name : names) {
      nodes.put(name, new LinkedHashMap<>());
    }
  }

  /** From now on a call fails whose line in the log is like this. */
  public void failing(Predicate<String> lines) {
    fails = lines;
  }

  /** Another run may have come first. */
  public void whenLocked(Runnable action) {
    whenLocked = action;
  }

  /** From now on a node does not answer, however well its session began. */
  public void lose(String node) {
    lost.add(node);
  }

  /** From now on a node answers, but cannot look at what holds data. */
  public void blind(String node) {
    blind.add(node);
  }

  /** From now on a node has no room for data of others. */
  public void fill(String node) {
    full.add(node);
  }

  public boolean isFull(String node) {
    return full.contains(node);
  }

  /** From now on a node can run none of the apps that are to be made there. */
  public void unfit(String node) {
    unfit.add(node);
  }

  public boolean isUnfit(String node) {
    return unfit.contains(node);
  }

  /** From now on a node says that its machine id is another one's. */
  public void clone(String node, String id) {
    ids.put(node, id);
  }

  /** From now on a node says that its processor is of another kind. */
  public void machine(String node, String machine) {
    machines.put(node, machine);
  }

  /** Logs a line, and fails if it is one that is to fail. */
  public void say(String line) {
    log.add(line);
    if (fails.test(line)) {
      throw new NodeTrouble.StepFailed("n1", line, "");
    }
  }

  /** Puts a thing of somebody else's on a node. */
  public void foreign(String node, Ref ref, Map<String, Object> state) {
    nodes.get(node).put(ref, new Thing("", state, true, Optional.empty()));
  }

  /** Puts a replica of a thing whose owner is another node there. */
  public void replica(String node, Ref ref, String owner) {
    Copy copy = copy(Copy.Role.REPLICA, List.of("id-" + owner));
    nodes.get(node).put(ref, new Thing(project, Map.of(), false, Optional.of(copy)));
  }

  /** The same, where the record says what an inventory called the owner's node. */
  public void replica(String node, Ref ref, String owner, String name) {
    replica(node, ref, owner);
    name(node, ref, owner, name);
  }

  /** From now on the record of a copy says what an inventory called another node. */
  public void name(String node, Ref ref, String peer, String name) {
    Copy copy = nodes.get(node).get(ref).copy().orElseThrow();
    Copy naming = with(copy, copy.versions(), Map.of("id-" + peer, name));
    boolean running = runs(node, ref);
    nodes.get(node).put(ref, new Thing(project, Map.of(), running, Optional.of(naming)));
  }

  /** From now on a copy has one snapshot more. */
  public void snapshot(String node, Ref ref, String name) {
    Copy copy = nodes.get(node).get(ref).copy().orElseThrow();
    List<Version> versions = new ArrayList<>(copy.versions());
    versions.add(new Version(name, name));
    Copy more = with(copy, versions, copy.names());
    nodes.get(node).put(ref, new Thing(project, Map.of(), false, Optional.of(more)));
  }

  private static Copy with(Copy copy, List<Version> versions, Map<String, String> names) {
    return new Copy(
        copy.volume(),
        copy.generation(),
        copy.promotion(),
        copy.role(),
        copy.handoff(),
        copy.peers(),
        versions,
        copy.open(),
        names);
  }

  /** Puts the owner of a thing there, which tells of other nodes. */
  public void owner(String node, Ref ref, String... peers) {
    Copy copy = copy(Copy.Role.OWNER, Arrays.stream(peers).map(p -> "id-" + p).toList());
    nodes.get(node).put(ref, new Thing(project, Map.of(), true, Optional.of(copy)));
  }

  private static Copy copy(Copy.Role role, List<String> peers) {
    List<Version> versions = List.of(new Version("s", "1"));
    return new Copy("v", 1, "p", role, Optional.empty(), peers, versions, role == Copy.Role.OWNER);
  }

  public boolean shows(String node, Ref ref) {
    return nodes.get(node).containsKey(ref);
  }

  public boolean runs(String node, Ref ref) {
    return shows(node, ref) && nodes.get(node).get(ref).running();
  }

  /** The data that something has open on a node by what it is there. */
  public Set<String> uses(String node, Ref ref) {
    Thing thing = nodes.get(node).get(ref);
    return thing != null && thing.state().get("uses") instanceof List<?> uses
        ? uses.stream().map(Object::toString).collect(Collectors.toSet())
        : Set.of();
  }

  /** All that run on a node. */
  public synchronized List<Ref> running(String node) {
    return nodes.get(node).keySet().stream().filter(ref -> runs(node, ref)).toList();
  }

  public void kill(String node, Ref ref) {
    nodes
        .get(node)
        .computeIfPresent(ref, (r, t) -> new Thing(t.project(), t.state(), false, t.copy()));
  }

  /** As a mover leaves it. */
  public void moved(Ref ref, String from, String to) {
    Thing thing = nodes.get(from).remove(ref);
    nodes.get(to).put(ref, thing);
  }

  public List<NodeInfo> infos() {
    return nodes.keySet().stream()
        .map(n -> new NodeInfo(n, "10.0.0." + n.substring(1), Map.of()))
        .toList();
  }

  /** A project of lines such as {@code app db on=n1 uses=pg port=5432}. */
  public Project project(String... lines) {
    List<Item> items = Arrays.stream(lines).map(this::item).toList();
    return new Project(project, project, infos(), items, Place.of("site.yml"));
  }

  private Item item(String line) {
    String[] words = line.split(" ");
    List<String> on = List.of();
    boolean absent = false;
    Set<String> tags = Set.of();
    Map<String, Object> keys = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=");
      switch (pair[0]) {
        case "on" -> on = List.of(pair[1].split(","));
        case "absent" -> absent = true;
        case "tags" -> tags = Set.of(pair[1].split(","));
        case "replicas", "uses" -> keys.put(pair[0], List.of(pair[1].split(",")));
        default -> keys.put(pair.length == 1 ? "name" : pair[0], pair[pair.length - 1]);
      }
    }
    ResourceType<Record, Record> type = types.type(words[0]);
    Record spec = type.declared().decode(keys);
    Ref ref = new Ref(words[0], type.nameOf(spec));
    Place place = new Place("site.yml", 1, 1);
    return new Item(
        new Declared<>(ref, spec, on, place),
        (Tree.Mapping) Tree.of(keys),
        absent,
        true,
        tags,
        Sources.NONE);
  }

  public Map<String, NodeSession> sessions() {
    Map<String, NodeSession> sessions = new LinkedHashMap<>();
    nodes.keySet().forEach(n -> sessions.put(n, new Session(n)));
    return sessions;
  }

  private final class Session implements NodeSession {
    private final String node;

    Session(String node) {
      this.node = node;
    }

    @Override
    public String node() {
      return node;
    }

    @Override
    public NodeFacts facts() {
      return new NodeFacts(
          ids.getOrDefault(node, "id-" + node),
          Map.of("machine", machines.getOrDefault(node, "x86_64")),
          List.of(),
          Set.of(),
          Map.of());
    }

    private void reached() {
      if (lost.contains(node)) {
        throw new NodeTrouble.Unreachable(node, "it has been silent for 30 s", "");
      }
    }

    @Override
    public void lock(String holder, Duration patience) {
      reached();
      whenLocked.run();
      log.add(node + " LOCK");
    }

    @Override
    public List<View> observe(Map<String, Scope> scopes) {
      reached();
      List<View> views = new ArrayList<>();
      for (String type : scopes.keySet()) {
        List<Map<String, Object>> resources = new ArrayList<>();
        if (blind.contains(node) && types.type(type).movable()) {
          views.add(new View(type, "fake", resources, "the pool is gone"));
          continue;
        }
        nodes
            .get(node)
            .forEach(
                (ref, thing) -> {
                  if (ref.type().equals(type)) {
                    resources.add(plain(ref, thing));
                  }
                });
        views.add(new View(type, "fake", resources, null));
      }
      return views;
    }

    private Map<String, Object> plain(Ref ref, Thing thing) {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("ref", ref.toString());
      if (!thing.project().isEmpty()) {
        plain.put("project", thing.project());
      }
      plain.put("state", thing.state());
      plain.put("running", thing.running());
      plain.put("version", thing.toString());
      thing.copy().ifPresent(c -> plain.put("copy", Schema.of(Copy.class).encode(c)));
      return plain;
    }

    @Override
    public List<Lack> lacking() {
      return List.of();
    }

    @Override
    public List<@Nullable Object> perform(List<Call> calls, Progress progress) {
      List<@Nullable Object> results = new ArrayList<>();
      for (Call call : calls) {
        String line = node + " " + call.operation() + " " + call.ref();
        say(line);
        reached();
        synchronized (FakeCluster.this) {
          perform(call);
          results.add(call.operation() == Call.Operation.COPY ? shown(call.ref()) : null);
        }
      }
      return results;
    }

    private @Nullable Object shown(Ref ref) {
      if (blind.contains(node)) {
        throw new NodeTrouble.StepFailed(node, "the pool is gone", "");
      }
      Thing thing = nodes.get(node).get(ref);
      return thing == null ? null : thing.copy().map(Schema.of(Copy.class)::encode).orElse(null);
    }

    @SuppressWarnings("unchecked")
    private void perform(Call call) {
      Map<Ref, Thing> things = nodes.get(node);
      Ref ref = call.ref();
      switch (call.operation()) {
        case APPLY -> {
          if (call.arguments().get("change").equals("remove")) {
            things.remove(ref);
          } else {
            boolean movable = types.type(ref.type()).movable();
            boolean stands = !Set.of("app", "guard").contains(ref.type());
            things.put(
                ref,
                new Thing(
                    call.project(),
                    (Map<String, Object>) call.arguments().get("want"),
                    stands || runs(node, ref),
                    movable ? Optional.of(copy(Copy.Role.OWNER, List.of())) : Optional.empty()));
          }
        }
        case QUIESCE -> set(ref, false);
        case RESUME -> set(ref, true);
        default -> {}
      }
    }

    /** A guard's app stops and starts with it. */
    private void set(Ref ref, boolean running) {
      for (Ref one : List.of(ref, new Ref("app", ref.name()))) {
        nodes
            .get(node)
            .computeIfPresent(one, (r, t) -> new Thing(t.project(), t.state(), running, t.copy()));
      }
    }

    @Override
    public Channel connect(NodeSession to, List<String> receive) {
      throw new IllegalStateException("no bytes move here");
    }

    @Override
    public void close() {}
  }
}

package dev.flocker.cli.fake;

import dev.flocker.api.Fact;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.node.Copy;
import dev.flocker.api.value.Place;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.host.Listener;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Nodes in memory that show what was applied to them, and keep a log of what they were told. */
public final class FakeCluster {

  public final Types types = FakeTypes.all();
  public final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, FakeNode> nodes = new TreeMap<>();
  private final Map<Ref, List<String>> published = new LinkedHashMap<>();
  private Predicate<String> fails = line -> false;
  private Runnable whenLocked = () -> {};
  private BiFunction<String, Launch, Launched> launching =
      (node, what) -> {
        throw new IllegalStateException("nothing is to run there");
      };
  private final String project;

  public FakeCluster(String project, String... names) {
    this.project = project;
    for (String name : names) {
      nodes.put(name, new FakeNode(name));
    }
  }

  private FakeNode node(String name) {
    return Objects.requireNonNull(nodes.get(name));
  }

  /** A node has what an app is made from, which says that it listens on these ports. */
  public void image(String node, Ref ref, String... ports) {
    node(node).images.put(ref, List.of(ports));
  }

  /** Every node can get what an app is made from. */
  public void published(Ref ref, String... ports) {
    published.put(ref, List.of(ports));
  }

  void get(FakeNode node, Ref ref) {
    node.images.put(ref, published.getOrDefault(ref, List.of()));
  }

  /** From now on a call fails whose line in the log is like this. */
  public void failing(Predicate<String> lines) {
    fails = lines;
  }

  /** Another run may have come first. */
  public void whenLocked(Runnable action) {
    whenLocked = action;
  }

  void locking(String node) {
    whenLocked.run();
    log.add(node + " LOCK");
  }

  /** From now on a node does not answer, however well its session began. */
  public void lose(String node) {
    node(node).lost = true;
  }

  /** From now on a node fails whoever looks. */
  public void confuse(String node) {
    node(node).faulty = true;
  }

  /** From now on a node cannot look closely. */
  public void dim(String node) {
    node(node).dim = true;
  }

  /** From now on a node answers, but cannot look at what holds data. */
  public void blind(String node) {
    node(node).blind = true;
  }

  /** From now on a node has no room for data of others. */
  public void fill(String node) {
    node(node).full = true;
  }

  public boolean isFull(String node) {
    return node(node).full;
  }

  /** From now on a program listens on a port of a node, or of one of its addresses. */
  public void listen(String node, String place) {
    node(node).listening.add(Listener.parse(place));
  }

  /** What listens there: programs, and apps on the ports that they claim. */
  Set<Listener> listening(FakeNode node) {
    Set<Listener> all = new HashSet<>(node.listening);
    node.things.forEach(
        (ref, thing) -> {
          var type = types.type(ref.type());
          if (ref.type().equals("app")) {
            type.claims(type.state().decode(thing.state()))
                .forEach(claim -> all.add(new Listener(claim.claimed(), "")));
          }
        });
    return all;
  }

  /** From now on something is not well, though it may run. */
  public void ails(String node, Ref ref, String status, Fact... facts) {
    node(node).ailing.put(ref, new Summary(Summary.Grade.BAD, status, List.of(facts)));
  }

  /** From now on nobody can tell how something is. */
  public void obscures(String node, Ref ref) {
    ails(node, ref, "cannot be looked at");
    node(node).obscure.add(ref);
  }

  /** From now on it is well again. */
  public void heals(String node, Ref ref) {
    node(node).obscure.remove(ref);
    node(node).ailing.remove(ref);
  }

  /** A person stops something. */
  public void stop(String node, Ref ref, String by) {
    node(node).set(ref, false);
    node(node).stopped.put(ref, by);
  }

  /** From now on a node answers this, whatever is so. */
  public void lies(String node, Call.Operation to, Object answer) {
    node(node).lies.put(to, answer);
  }

  /** What the journal of a node says. */
  public void tells(String node, NodeSession.Entry entry) {
    node(node).history.add(entry);
  }

  /** From now on a node can run none of the apps that are to be made there. */
  public void unfit(String node) {
    node(node).unfit = true;
  }

  public boolean isUnfit(String node) {
    return node(node).unfit;
  }

  /** From now on a node says that its machine id is another one's. */
  public void clone(String node, String id) {
    node(node).id = id;
  }

  /** From now on a node says that its processor is of another kind. */
  public void machine(String node, String machine) {
    node(node).machine = machine;
  }

  /** From now on this is what becomes of commands that a node is to run, by its name. */
  public void launching(BiFunction<String, Launch, Launched> how) {
    launching = how;
  }

  Launched launched(String node, Launch what) {
    log.add(node + " LAUNCH " + String.join(" ", what.argv()));
    return launching.apply(node, what);
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
    node(node).things.put(ref, new Thing("", state, true, Optional.empty()));
  }

  /** Puts a replica of a thing whose owner is another node there. */
  public void replica(String node, Ref ref, String owner) {
    node(node).put(ref, project, false, FakeCopies.of(Copy.Role.REPLICA, owner));
  }

  /** The same, where the record says what an inventory called the owner's node. */
  public void replica(String node, Ref ref, String owner, String name) {
    replica(node, ref, owner);
    name(node, ref, owner, name);
  }

  /** The same, where the record also names a node by an id that none has now. */
  public void replicaNaming(String node, Ref ref, String owner, String gone, String name) {
    Copy copy = FakeCopies.of(Copy.Role.REPLICA, owner, gone);
    node(node).put(ref, project, false, FakeCopies.naming(copy, gone, name));
  }

  /** From now on a copy is closed, as after a boot. */
  public void close(String node, Ref ref) {
    FakeNode there = node(node);
    there.put(ref, project, false, FakeCopies.closed(there.copy(ref)));
  }

  /** From now on the record of a copy says what an inventory called another node. */
  public void name(String node, Ref ref, String peer, String name) {
    FakeNode there = node(node);
    there.put(ref, project, there.runs(ref), FakeCopies.naming(there.copy(ref), peer, name));
  }

  /** From now on a copy has one snapshot more. */
  public void snapshot(String node, Ref ref, String name) {
    FakeNode there = node(node);
    there.put(ref, project, false, FakeCopies.snapshot(there.copy(ref), name));
  }

  /** From now on a node keeps other words of what something was, or another state. */
  public void keeps(String node, Ref ref, String key, Object value) {
    Objects.requireNonNull(node(node).earlier.get(ref)).getLast().put(key, value);
  }

  /** The GUIDs of what stays on a node while somebody reads it. */
  public List<?> pinned(String node) {
    return node(node).pinned;
  }

  /** In the names of the snapshots that a node took just before something was replaced. */
  public String takenBefore(String node, Ref ref) {
    return String.valueOf(
        Objects.requireNonNull(node(node).earlier.get(ref)).getLast().get("snapshot"));
  }

  /** Puts the owner of a thing there, which tells of other nodes. */
  public void owner(String node, Ref ref, String... peers) {
    node(node).put(ref, project, true, FakeCopies.of(Copy.Role.OWNER, peers));
  }

  /** Its copy was made the owner though another one was gone. */
  public void promoted(String node, Ref ref) {
    FakeNode there = node(node);
    there.put(ref, project, there.runs(ref), FakeCopies.promoted(there.copy(ref)));
  }

  public void destroy(String node, Ref ref) {
    node(node).things.remove(ref);
  }

  public boolean shows(String node, Ref ref) {
    return node(node).things.containsKey(ref);
  }

  /** As a node shows it. */
  public Map<String, Object> state(String node, Ref ref) {
    return Objects.requireNonNull(node(node).things.get(ref)).state();
  }

  public boolean runs(String node, Ref ref) {
    return node(node).runs(ref);
  }

  /** The data that something has open on a node by what it is there. */
  public Set<String> uses(String node, Ref ref) {
    return node(node).uses(ref);
  }

  /** All that run on a node. */
  public synchronized List<Ref> running(String node) {
    FakeNode there = node(node);
    return there.things.keySet().stream().filter(there::runs).toList();
  }

  /** By hand, and nobody else. */
  public void start(String node, Ref ref) {
    node(node).set(ref, true);
  }

  public void kill(String node, Ref ref) {
    node(node).set(ref, false);
  }

  /** As a mover leaves it. */
  public synchronized void moved(Ref ref, String from, String to) {
    node(to).things.put(ref, Objects.requireNonNull(node(from).things.remove(ref)));
  }

  public List<NodeInfo> infos() {
    return nodes.keySet().stream()
        .map(n -> new NodeInfo(n, "10.0.0." + n.substring(1), Map.of()))
        .toList();
  }

  /** A project of lines, see {@link ProjectLines}. */
  public Project project(String... lines) {
    return projectOf(project, lines);
  }

  /** The same, of another name. */
  public Project projectOf(String name, String... lines) {
    return new Project(
        name, name, infos(), new ProjectLines(types).items(lines), Place.of("site.yml"));
  }

  public Map<String, NodeSession> sessions() {
    Map<String, NodeSession> sessions = new LinkedHashMap<>();
    nodes.values().forEach(n -> sessions.put(n.name, new FakeSession(this, n)));
    return sessions;
  }
}

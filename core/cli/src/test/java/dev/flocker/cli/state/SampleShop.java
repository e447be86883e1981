package dev.flocker.cli.state;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Fact;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.Topology;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession.Observation;
import dev.flocker.cli.session.NodeSession.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What nodes say of a shop, as it comes over the wire; and the state that is read from it. */
public final class SampleShop {

  static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final Map<String, Map<String, List<Map<String, Object>>>> nodes = new TreeMap<>();
  private final Map<String, String> undescribed = new TreeMap<>();

  /** Of every type here: what it says is in its state. */
  record Said(
      Optional<String> image, Optional<Port> port, List<String> from, Optional<String> guards) {}

  private record Type(String name) implements ResourceType<Said, Said> {
    @Override
    public Schema<Said> declared() {
      return Schema.of(Said.class);
    }

    @Override
    public Schema<Said> state() {
      return Schema.of(Said.class);
    }

    @Override
    public String nameOf(Said spec) {
      return spec.toString();
    }

    @Override
    public Said desired(Declared<Said> declared, String node, Topology topology) {
      return declared.spec();
    }

    @Override
    public Diff diff(Said want, Said have) {
      return Diff.NONE;
    }

    @Override
    public Summary summary(Said state) {
      return state.image().map(i -> Summary.of(Fact.text("image", i))).orElse(Summary.NONE);
    }

    @Override
    public List<Claim> claims(Said state) {
      return name.equals("app")
          ? state.port().map(p -> new Claim(p, p, Optional.empty())).stream().toList()
          : List.of();
    }

    @Override
    public Map<Port, List<String>> admits(Said state) {
      return name.equals("path") ? Map.of(state.port().orElseThrow(), state.from()) : Map.of();
    }

    @Override
    public List<Port> leadsTo(Said state) {
      return name.equals("app") ? List.of() : state.port().stream().toList();
    }

    @Override
    public List<Relation> relationsSeen(Ref ref, Said state) {
      return state
          .guards()
          .map(g -> new Relation(Relation.Kind.SUPERVISES, new Ref("app", g)))
          .stream()
          .toList();
    }
  }

  /** A shop of an app, its guard, two paths and data on two nodes. */
  public static SampleShop open() {
    SampleShop shop = new SampleShop();
    shop.add("n1", "app web", Map.of("image", "web:2", "port", "8080"), running(120));
    shop.add("n1", "guard web", Map.of("guards", "web"), Summary.of(Fact.count("restarts", 1)));
    for (String node : List.of("n1", "n2")) {
      shop.add(
          node,
          "path 8080",
          Map.of("port", "8080", "from", List.of("10.0.0.1/32", "10.0.0.2/32")),
          Summary.NONE);
    }
    shop.copy("n1", Copy.Role.OWNER, "a", "b", "c");
    shop.copy("n2", Copy.Role.REPLICA, "a", "b");
    return shop;
  }

  static Summary running(long seconds) {
    return new Summary(
        Grade.OK, "healthy", List.of(Fact.time("started", NOW.minusSeconds(seconds))));
  }

  private List<Map<String, Object>> of(String node, String type) {
    return nodes
        .computeIfAbsent(node, n -> new TreeMap<>())
        .computeIfAbsent(type, t -> new ArrayList<>());
  }

  /** What a node shows of a resource, instead of what it showed. */
  SampleShop add(String node, String ref, Map<String, Object> state, Summary now) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("ref", ref);
    plain.put("project", "shop");
    plain.put("state", state);
    plain.put("running", now.grade() != Grade.BAD);
    plain.put("version", "1");
    plain.put("now", Schema.of(Summary.class).encode(now));
    return put(node, plain);
  }

  private SampleShop put(String node, Map<String, Object> plain) {
    String ref = String.valueOf(plain.get("ref"));
    List<Map<String, Object>> all = of(node, Ref.parse(ref).type());
    all.removeIf(other -> ref.equals(other.get("ref")));
    all.add(plain);
    return this;
  }

  /** A person stopped the app, an hour ago. */
  public SampleShop stopped() {
    return stopped(NOW.minusSeconds(3600).toString());
  }

  SampleShop stopped(String since) {
    Map<String, Object> web = of("n1", "app").getFirst();
    web.put("running", false);
    web.put("stopped", Map.of("by", "ann@laptop", "since", since));
    return this;
  }

  /** Snapshots are taken every ten minutes, the last of these just now. */
  SampleShop copy(String node, Copy.Role role, String... snapshots) {
    return copy(node, role, 1, snapshots);
  }

  SampleShop copy(String node, Copy.Role role, long generation, String... snapshots) {
    add(node, "data db", Map.of(), Summary.NONE);
    Map<String, Object> plain = of(node, "data").getFirst();
    List<Version> versions = new ArrayList<>();
    Map<String, Object> taken = new TreeMap<>();
    for (String name : snapshots) {
      versions.add(new Version("flocker-" + name, name));
      taken.put(name, NOW.minusSeconds(600L * ('c' - name.charAt(0))).toString());
    }
    Copy copy =
        new Copy(
            "v",
            generation,
            "p",
            role,
            Optional.empty(),
            List.of(),
            versions,
            role == Copy.Role.OWNER);
    plain.put("copy", Schema.of(Copy.class).encode(copy));
    plain.put("taken", taken);
    return this;
  }

  SampleShop undescribed(String node, String why) {
    undescribed.put(node, why);
    return this;
  }

  /** The same with something else that a node says in place of how the app is. */
  SampleShop says(Object now) {
    of("n1", "app").getFirst().put("now", now);
    return this;
  }

  /** The same with another name of the app or its project. */
  SampleShop named(String what, String name) {
    of("n1", "app").getFirst().put(what, name);
    return this;
  }

  Sights sights() {
    Map<String, Observation> seen = new TreeMap<>();
    Map<String, NodeFacts> facts = new TreeMap<>();
    nodes.forEach(
        (node, types) -> {
          List<View> views = new ArrayList<>();
          types.forEach(
              (type, all) -> views.add(new View(type, "fake", all, null, undescribed.get(node))));
          seen.put(node, new Observation(views, Set.of(), Optional.empty()));
          facts.put(node, new NodeFacts("id-" + node, Map.of(), List.of(), Map.of()));
        });
    return Sights.of(types(), seen, facts, Map.of("n3", "no route to host"));
  }

  private static Types types() {
    return new Types(
        List.of(new Type("app"), new Type("guard"), new Type("path"), new Type("data")), List.of());
  }

  public State state() {
    List<NodeInfo> inventory =
        List.of(new NodeInfo("n1", "10.0.0.1", Map.of()), new NodeInfo("n2", "10.0.0.2", Map.of()));
    return State.of(sights(), types(), inventory, Optional.empty(), NOW);
  }
}

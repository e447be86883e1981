package dev.flocker.cli.graph;

import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.node.Copy;
import dev.flocker.api.value.Port;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Place;
import dev.flocker.cli.graph.Picture.Way;
import dev.flocker.cli.state.Instance;
import dev.flocker.cli.state.InstanceText;
import dev.flocker.cli.state.InstanceText.Label;
import dev.flocker.cli.state.Opening;
import dev.flocker.cli.state.Resource;
import dev.flocker.cli.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Draws what nodes show, by what is seen of relations and ports alone: what attaches to one is an
 * edge, what else leads to ports is a door, and who supervises is not seen.
 */
public final class StateSketch {

  /** Lines in a box. */
  private static final int MOST = 4;

  /**
   * @param shows what each box is of, by its place in the picture: a door of all nodes' together
   */
  public record Drawn(Picture picture, List<List<Instance>> shows) {}

  private final Instant now;
  private final List<Box> boxes = new ArrayList<>();
  private final Set<Edge> edges = new LinkedHashSet<>();
  private final List<List<Instance>> shows = new ArrayList<>();

  private StateSketch(Instant now) {
    this.now = now;
  }

  public static Drawn of(State state) {
    StateSketch sketch = new StateSketch(state.at());
    state.projects().forEach(project -> sketch.new Part(project).draw());
    List<Place> places =
        state.nodes().stream().map(node -> new Place(node.name(), node.address())).toList();
    return new Drawn(
        new Picture(places, sketch.boxes, List.copyOf(sketch.edges)), List.copyOf(sketch.shows));
  }

  /** One project. */
  private final class Part {

    private final State.Project project;
    private final Map<Ref, Map<String, Integer>> placed = new LinkedHashMap<>();
    private final Map<Ref, Integer> doors = new LinkedHashMap<>();

    Part(State.Project project) {
      this.project = project;
    }

    void draw() {
      Set<Ref> unseen = project.supervisors();
      for (Resource resource : project.resources()) {
        Ref ref = resource.ref();
        if (unseen.contains(ref) || any(resource, i -> targets(i, Kind.ATTACHES))) {
          continue;
        }
        if (any(resource, Instance::leadsTo)) {
          doors.put(ref, door(resource));
        } else {
          placed.put(ref, places(resource));
        }
      }
      placed.values().forEach(at -> copies(List.copyOf(at.values())));
      for (Resource resource : project.resources()) {
        resource.instances().forEach(one -> relate(resource.ref(), one));
      }
    }

    private int box(
        Ref ref,
        Picture.Kind kind,
        Optional<String> place,
        List<String> details,
        List<Instance> of) {
      boxes.add(new Box(project.name(), ref.type(), ref.name(), kind, place, details));
      shows.add(List.copyOf(of));
      return boxes.size() - 1;
    }

    /** One for all nodes: who comes to any of them gets to the same place. */
    private int door(Resource resource) {
      List<Port> ports =
          resource.instances().stream().flatMap(one -> one.leadsTo().stream()).toList();
      List<String> visitors =
          project.resources().stream()
              .flatMap(r -> r.instances().stream())
              .flatMap(i -> i.openings().stream())
              .filter(o -> ports.contains(o.external()) && !o.from().isEmpty())
              .map(o -> "from " + String.join(", ", o.from()))
              .distinct()
              .toList();
      return box(
          resource.ref(), Picture.Kind.DOOR, Optional.empty(), visitors, resource.instances());
    }

    private Map<String, Integer> places(Resource resource) {
      Map<String, Integer> at = new LinkedHashMap<>();
      for (Instance one : resource.instances()) {
        Optional<String> place = Optional.of(one.node());
        at.put(one.node(), box(resource.ref(), kind(one), place, details(one), List.of(one)));
      }
      return at;
    }

    private void copies(List<Integer> all) {
      for (int owner : all) {
        for (int copy : all) {
          if (boxes.get(owner).kind() == Picture.Kind.DATA
              && boxes.get(copy).kind() == Picture.Kind.COPY) {
            edges.add(new Edge(owner, copy, Way.COPIED, ""));
          }
        }
      }
    }

    private void relate(Ref ref, Instance instance) {
      List<Integer> reached = instance.leadsTo().stream().flatMap(this::behind).distinct().toList();
      for (Ref attached : targets(instance, Kind.ATTACHES)) {
        String label = Labels.after(ref, attached);
        at(attached, instance.node()).forEach(from -> edges(from, reached, Way.REACHES, label));
      }
      Stream.ofNullable(doors.get(ref)).forEach(door -> edges(door, reached, Way.LEADS, ""));
      at(ref, instance.node())
          .forEach(
              own -> {
                edges(own, near(instance, Kind.USES), Way.USES, "");
                edges(own, near(instance, Kind.SHARES), Way.SHARES, "");
              });
    }

    private List<Integer> near(Instance instance, Kind kind) {
      return targets(instance, kind).stream().flatMap(to -> at(to, instance.node())).toList();
    }

    private Stream<Integer> at(Ref ref, String node) {
      return Stream.ofNullable(placed.getOrDefault(ref, Map.of()).get(node));
    }

    /** All that occupy a port for other nodes too. */
    private Stream<Integer> behind(Port port) {
      return placed.values().stream()
          .flatMap(at -> at.values().stream())
          .filter(box -> openings(box).anyMatch(o -> isFor(o, port)));
    }
  }

  private Stream<Opening> openings(int box) {
    return shows.get(box).stream().flatMap(one -> one.openings().stream());
  }

  private static boolean isFor(Opening opening, Port port) {
    return opening.external().equals(port) && opening.address().isEmpty();
  }

  private static boolean any(Resource resource, Function<Instance, List<?>> of) {
    return resource.instances().stream().anyMatch(one -> !of.apply(one).isEmpty());
  }

  private static List<Ref> targets(Instance instance, Kind kind) {
    return instance.relations().stream().filter(r -> r.kind() == kind).map(Relation::to).toList();
  }

  private static Picture.Kind kind(Instance instance) {
    return instance
        .copy()
        .map(c -> c.role() == Copy.Role.OWNER ? Picture.Kind.DATA : Picture.Kind.COPY)
        .orElse(Picture.Kind.RUNS);
  }

  private List<String> details(Instance instance) {
    List<Label> labels = InstanceText.of(instance, now).labels();
    return labels.stream().limit(MOST).map(l -> (l.name() + " " + l.brief()).strip()).toList();
  }

  private void edges(int from, List<Integer> to, Way way, String label) {
    to.stream().filter(o -> o != from).forEach(o -> edges.add(new Edge(from, o, way, label)));
  }
}

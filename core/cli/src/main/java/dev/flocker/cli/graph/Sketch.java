package dev.flocker.cli.graph;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.value.Port;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Place;
import dev.flocker.cli.graph.Picture.Way;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Draws what projects are to have, by the relations, places and offers of resources alone: what
 * attaches one to another is an edge, what leads to one a door, and who supervises is not seen.
 */
public final class Sketch {

  private final Set<Place> places = new LinkedHashSet<>();
  private final List<Box> boxes = new ArrayList<>();
  private final Set<Edge> edges = new LinkedHashSet<>();

  /** All of these together. */
  public static Picture of(List<Model> models) {
    Sketch sketch = new Sketch();
    models.forEach(sketch::add);
    return sketch.picture();
  }

  public Picture picture() {
    return new Picture(List.copyOf(places), boxes, List.copyOf(edges));
  }

  /** Adds one project. */
  public void add(Model model) {
    for (NodeInfo node : model.nodes()) {
      places.add(new Place(node.name(), node.address()));
    }
    Map<Ref, List<Integer>> drawn = new LinkedHashMap<>();
    for (Entry entry : model.entries()) {
      if (!isEdge(entry, model)) {
        drawn.put(entry.ref(), boxes(entry, model));
      }
    }
    model.entries().forEach(entry -> relate(entry, model, drawn));
  }

  /** What is only there for another one, and where that is. */
  private static boolean isEdge(Entry entry, Model model) {
    return model.relations(entry).stream()
        .anyMatch(r -> r.kind() == Kind.ATTACHES || r.kind() == Kind.SUPERVISES);
  }

  private List<Integer> boxes(Entry entry, Model model) {
    Placement placement = model.placement(entry.ref());
    List<Integer> added = new ArrayList<>();
    if (!model.targets(entry, Kind.LEADS_TO).isEmpty()) {
      added.add(box(entry, model, Picture.Kind.DOOR, Optional.empty()));
    } else if (model.isMovable(entry.ref())) {
      added.add(box(entry, model, Picture.Kind.DATA, placement.nodes().stream().findFirst()));
      for (String node : placement.replicas()) {
        int copy = box(entry, model, Picture.Kind.COPY, Optional.of(node));
        edges.add(new Edge(added.getFirst(), copy, Way.COPIED, ""));
      }
    } else {
      placement
          .nodes()
          .forEach(n -> added.add(box(entry, model, Picture.Kind.RUNS, Optional.of(n))));
    }
    return added;
  }

  private int box(Entry entry, Model model, Picture.Kind kind, Optional<String> place) {
    Ref ref = entry.ref();
    List<String> details =
        kind == Picture.Kind.RUNS || kind == Picture.Kind.DOOR ? details(entry, model) : List.of();
    boxes.add(new Box(model.project(), ref.type(), ref.name(), kind, place, details));
    return boxes.size() - 1;
  }

  private static List<String> details(Entry entry, Model model) {
    List<String> details = new ArrayList<>();
    if (!entry.selected()) {
      details.add("left alone");
    }
    model
        .claimedBy(entry.ref())
        .forEach((internal, claimed) -> claimed.forEach(p -> details.add(port(p, internal))));
    model.localPorts(entry.ref()).forEach(l -> details.add(l + " to " + l.internal()));
    return details;
  }

  private static String port(Port claimed, Port internal) {
    return claimed.equals(internal) ? "port " + claimed : "port " + claimed + " to " + internal;
  }

  private void relate(Entry entry, Model model, Map<Ref, List<Integer>> drawn) {
    Ref ref = entry.ref();
    for (Ref attached : model.targets(entry, Kind.ATTACHES)) {
      for (Ref reached : model.targets(entry, Kind.REACHES)) {
        edges(drawn.get(attached), drawn.get(reached), Way.REACHES, Labels.after(ref, attached));
      }
    }
    List<Integer> own = drawn.get(ref);
    model.targets(entry, Kind.LEADS_TO).forEach(to -> edges(own, drawn.get(to), Way.LEADS, ""));
    model.targets(entry, Kind.USES).forEach(to -> edges(own, drawn.get(to), Way.USES, ""));
    List<Ref> shared = model.targets(entry, Kind.SHARES);
    shared.forEach(to -> edges(own, drawn.get(to), Way.SHARES, ""));
    model.targets(entry, Kind.FOLLOWS).stream()
        .filter(to -> !shared.contains(to))
        .forEach(to -> edges(own, drawn.get(to), Way.FOLLOWS, ""));
  }

  /** To the one that is on the same node; if there is none, to all. */
  private void edges(
      @Nullable List<Integer> from, @Nullable List<Integer> to, Way way, String label) {
    if (from == null || to == null) {
      return;
    }
    for (int one : from) {
      List<Integer> near =
          to.stream()
              .filter(other -> boxes.get(other).place().equals(boxes.get(one).place()))
              .toList();
      (near.isEmpty() ? to : near).forEach(other -> edges.add(new Edge(one, other, way, label)));
    }
  }
}

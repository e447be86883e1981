package dev.flocker.cli.report;

import dev.flocker.api.Ref;
import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Way;
import dev.flocker.cli.graph.Sketch;
import dev.flocker.cli.plan.Action;
import dev.flocker.cli.run.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where everything belongs after a run, where it was if that is elsewhere, and what changed. */
final class Survey {

  private record Name(String project, String type, String name) {}

  private final List<Box> all = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<Picture.Place> places;
  private final Map<Name, List<Integer>> named = new HashMap<>();
  private final Map<Integer, Page.Mark> marks = new LinkedHashMap<>();

  /** Types of which something has a place of its own. */
  private final Set<String> placed = new HashSet<>();

  Survey(List<Recording.Part> parts) {
    Picture declared = Sketch.of(parts.stream().map(part -> part.plan.model()).toList());
    places = declared.places();
    declared.boxes().forEach(this::add);
    edges.addAll(declared.edges());
    for (Recording.Part part : parts) {
      part.plan.actions().forEach(action -> leave(action, part.project.name()));
      part.plan.actions().forEach(action -> mark(action, part));
      fail(part);
    }
  }

  private int add(Box box) {
    if (box.kind() != Kind.DOOR) {
      placed.add(box.type());
    }
    all.add(box);
    Name name = new Name(box.project(), box.type(), box.name());
    named.computeIfAbsent(name, n -> new ArrayList<>()).add(all.size() - 1);
    return all.size() - 1;
  }

  private List<Integer> named(String project, Ref ref) {
    return named.getOrDefault(new Name(project, ref.type(), ref.name()), List.of());
  }

  private Optional<Integer> at(String project, Ref ref, String node) {
    return named(project, ref).stream()
        .filter(i -> all.get(i).place().equals(Optional.of(node)))
        .findFirst();
  }

  /** Draws what is given up, if it is like others that have a place of their own. */
  private void leave(Action action, String project) {
    boolean moves = action.kind() == Action.Kind.MOVE;
    if ((!moves && action.kind() != Action.Kind.REMOVE) || !placed.contains(action.ref().type())) {
      return;
    }
    for (String node : action.nodes()) {
      int from =
          at(project, action.ref(), node).orElseGet(() -> add(gone(project, action.ref(), node)));
      for (String there : action.to()) {
        at(project, action.ref(), there)
            .ifPresent(to -> edges.add(new Edge(from, to, Way.MOVES, "")));
      }
    }
  }

  private static Box gone(String project, Ref ref, String node) {
    return new Box(project, ref.type(), ref.name(), Kind.GONE, Optional.of(node), List.of());
  }

  private void mark(Action action, Recording.Part part) {
    List<String> there = action.to().isEmpty() ? action.nodes() : action.to();
    Page.Mark mark = Marks.of(part, action);
    for (int i : named(part.project.name(), action.ref())) {
      Box box = all.get(i);
      if (box.kind() == Kind.GONE
          || box.place().isEmpty()
          || box.place().filter(there::contains).isPresent()) {
        marks.merge(i, mark, (a, b) -> a.compareTo(b) > 0 ? a : b);
      }
    }
  }

  private void fail(Recording.Part part) {
    Report report = part.report;
    if (report != null) {
      report
          .outcomes()
          .forEach(
              (ref, outcome) -> {
                if (Marks.isBad(outcome)) {
                  named(part.project.name(), ref).forEach(i -> marks.put(i, Page.Mark.FAILED));
                }
              });
    }
  }

  Map<Integer, Page.Badge> badges() {
    Map<Integer, Page.Badge> badges = new LinkedHashMap<>();
    marks.forEach((box, mark) -> badges.put(box, Page.Badge.of(mark)));
    return badges;
  }

  Picture picture() {
    return new Picture(places, all, edges);
  }
}

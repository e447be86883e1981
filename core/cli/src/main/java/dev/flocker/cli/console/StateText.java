package dev.flocker.cli.console;

import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.console.Flow.Piece;
import dev.flocker.cli.state.CopyLook;
import dev.flocker.cli.state.Instance;
import dev.flocker.cli.state.Opening;
import dev.flocker.cli.state.Resource;
import dev.flocker.cli.state.State;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The state for a person: what is worth a line has one, all else a line for each type. */
public final class StateText {

  private final Console console;
  private final int width;

  /**
   * @param width of the lines, in columns
   */
  public StateText(Console console, int width) {
    this.console = console;
    this.width = width;
  }

  /** What there is, project by project. */
  public List<String> lines(State state) {
    List<String> lines = new ArrayList<>();
    for (State.Project project : state.projects()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(project.name());
      lines.addAll(project(project, state.at()));
    }
    state
        .drained()
        .forEach(
            (node, mark) ->
                lines.add(
                    "%s is drained, %s by %s"
                        .formatted(node, ago(mark.since(), state.at()), mark.by())));
    return lines;
  }

  /** What could not be looked at. */
  public List<String> troubles(State state) {
    List<String> all = new ArrayList<>();
    state.unreachable().forEach((n, why) -> all.add(n + " could not be reached: " + why));
    all.addAll(state.unseen());
    return all.stream().map(line -> console.paint(Paint.BAD, line)).toList();
  }

  private List<String> project(State.Project project, Instant now) {
    Set<Ref> supervisors =
        project.resources().stream()
            .flatMap(r -> r.instances().stream())
            .flatMap(i -> i.supervisors().stream())
            .collect(Collectors.toSet());
    List<Resource> loud = new ArrayList<>();
    Map<String, List<Resource>> quiet = new TreeMap<>();
    for (Resource resource : project.resources()) {
      if (supervisors.contains(resource.ref()) || resource.isQuiet()) {
        quiet.computeIfAbsent(resource.ref().type(), t -> new ArrayList<>()).add(resource);
      } else {
        loud.add(resource);
      }
    }
    int names = loud.stream().mapToInt(r -> r.ref().toString().length()).max().orElse(0);
    int nodes =
        loud.stream().flatMap(r -> r.nodes().stream()).mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    loud.forEach(r -> lines.addAll(lines(r, names, nodes, now)));
    int types = quiet.keySet().stream().mapToInt(String::length).max().orElse(0);
    int column = Math.max(names, types);
    quiet.forEach((type, all) -> lines.addAll(quiet(type, all, column)));
    return lines;
  }

  private List<String> lines(Resource resource, int names, int nodes, Instant now) {
    List<String> lines = new ArrayList<>();
    String name = resource.ref().toString();
    for (Instance instance : resource.instances()) {
      String begin =
          "  "
              + Flow.pad(lines.isEmpty() ? name : "", names)
              + "  "
              + Flow.pad(instance.node(), nodes)
              + "  ";
      lines.addAll(Flow.lines(begin, pieces(instance, now), width));
    }
    return lines;
  }

  private List<String> quiet(String type, List<Resource> resources, int column) {
    Map<List<String>, List<String>> byNodes = new LinkedHashMap<>();
    resources.forEach(
        r -> byNodes.computeIfAbsent(r.nodes(), n -> new ArrayList<>()).add(r.ref().name()));
    List<Piece> pieces = new ArrayList<>();
    byNodes.forEach(
        (nodes, names) -> {
          String last = " on " + String.join(", ", nodes);
          for (int i = 0; i < names.size(); i++) {
            pieces.add(Piece.of(names.get(i) + (i < names.size() - 1 ? "," : last)));
          }
        });
    return Flow.lines("  " + Flow.pad(type, column) + "  ", pieces, width);
  }

  private List<Piece> pieces(Instance instance, Instant now) {
    List<Piece> pieces = new ArrayList<>();
    String status = status(instance, now);
    if (!status.isEmpty()) {
      pieces.add(new Piece(status, console.paint(paint(instance.grade()), status)));
    }
    instance.copy().ifPresent(copy -> copy(copy, now, pieces));
    for (Opening opening : instance.openings()) {
      pieces.add(labelled("port", opening.text()));
    }
    for (Fact fact : instance.facts()) {
      pieces.add(labelled(fact.label(), Amounts.of(fact, now)));
    }
    return pieces;
  }

  private static String status(Instance instance, Instant now) {
    String role = instance.copy().map(copy -> copy.role().word()).orElse("");
    String since = instance.stopped().map(s -> " " + ago(s.since(), now)).orElse("");
    String said = instance.status() + since;
    return role.isEmpty() || said.isEmpty() ? role + said : role + ", " + said;
  }

  /** As a node's clock had it, or what else it says. */
  private static String ago(String time, Instant now) {
    try {
      return Amounts.when(Instant.parse(time), now);
    } catch (DateTimeParseException e) {
      return "at " + time;
    }
  }

  private void copy(CopyLook copy, Instant now, List<Piece> pieces) {
    copy.common()
        .ifPresent(
            at ->
                pieces.add(
                    labelled(
                        "behind",
                        at.taken().map(t -> Amounts.since(t, now) + ", ").orElse("")
                            + "since "
                            + at.name())));
    if (copy.role() == Copy.Role.OWNER) {
      pieces.add(labelled("snapshots", Integer.toString(copy.snapshots())));
      copy.newest()
          .ifPresent(
              newest ->
                  pieces.add(
                      labelled(
                          "newest",
                          newest.taken().map(t -> Amounts.when(t, now) + ", ").orElse("")
                              + newest.name())));
    }
  }

  private Piece labelled(String label, String value) {
    return label.isEmpty()
        ? Piece.of(value)
        : new Piece(label + " " + value, console.paint(Paint.FAINT, label) + " " + value);
  }

  private static Paint paint(Grade grade) {
    return switch (grade) {
      case OK -> Paint.GOOD;
      case ATTENTION -> Paint.UPDATE;
      case BAD -> Paint.BAD;
    };
  }
}

package dev.flocker.cli.console;

import dev.flocker.cli.console.Flow.Piece;
import dev.flocker.cli.state.Instance;
import dev.flocker.cli.state.InstanceText;
import dev.flocker.cli.state.Resource;
import dev.flocker.cli.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state for a person: what is worth a line has one, all else a line for each type. */
public final class StateText {

  private final Console console;
  private final Pieces paints;
  private final int width;

  /**
   * @param width of the lines, in columns
   */
  public StateText(Console console, int width) {
    this.console = console;
    this.paints = new Pieces(console);
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
                        .formatted(node, InstanceText.ago(mark.since(), state.at()), mark.by())));
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
    List<Resource> loud = project.loud();
    Map<String, List<Resource>> quiet = project.quiet();
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
          String last = " on " + String.join(", ", nodes) + ";";
          for (int i = 0; i < names.size(); i++) {
            pieces.add(Piece.of(names.get(i) + (i < names.size() - 1 ? "," : last)));
          }
        });
    Piece end = pieces.removeLast();
    pieces.add(Piece.of(end.plain().substring(0, end.plain().length() - 1)));
    return Flow.lines("  " + Flow.pad(type, column) + "  ", pieces, width, 1);
  }

  private List<Piece> pieces(Instance instance, Instant now) {
    InstanceText text = InstanceText.of(instance, now);
    List<Piece> pieces = new ArrayList<>();
    if (!text.status().isEmpty()) {
      pieces.add(paints.status(text.status(), instance.grade()));
    }
    text.labels().forEach(label -> pieces.add(paints.of(label)));
    return pieces;
  }
}

package dev.flocker.cli.graph;

import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A picture in the language of Graphviz. Pure. */
public final class Dot {

  private final Picture picture;
  private final Labels labels;
  private final List<String> lines = new ArrayList<>();

  private Dot(Picture picture) {
    this.picture = picture;
    this.labels = new Labels(picture);
  }

  public static List<String> of(Picture picture) {
    return new Dot(picture).lines();
  }

  private List<String> lines() {
    lines.add("digraph {");
    lines.add("  rankdir=LR;");
    lines.add("  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];");
    lines.add("  edge [fontname=\"sans-serif\", fontsize=9];");
    lines.add("  graph [fontname=\"sans-serif\", fontsize=12];");
    for (int i = 0; i < picture.places().size(); i++) {
      Picture.Place place = picture.places().get(i);
      lines.add("  subgraph cluster_" + i + " {");
      lines.add("    label=" + quoted(Labels.of(place)) + ";");
      lines.add("    at" + i + " [shape=point, style=invis];");
      boxes("    ", Optional.of(place.name()));
      lines.add("  }");
    }
    boxes("  ", Optional.empty());
    picture.edges().forEach(this::edge);
    lines.add("}");
    return lines;
  }

  private void boxes(String indent, Optional<String> place) {
    for (int i = 0; i < picture.boxes().size(); i++) {
      Box box = picture.boxes().get(i);
      if (box.place().equals(place)) {
        lines.add(indent + "b" + i + " [label=" + quoted(labels.of(box)) + look(box) + "];");
      }
    }
  }

  private static String look(Box box) {
    return switch (box.kind()) {
      case RUNS -> "";
      case DATA -> ", shape=cylinder, style=solid";
      case COPY -> ", shape=cylinder, style=dashed";
      case DOOR -> ", shape=cds, style=solid";
      case GONE -> ", style=\"rounded,dotted\"";
    };
  }

  private void edge(Edge edge) {
    String look =
        switch (edge.way()) {
          case REACHES -> "";
          case LEADS -> "style=bold";
          case USES -> "arrowhead=none";
          case COPIED -> "style=dashed";
          case FOLLOWS -> "style=dotted";
          case SHARES -> "style=dotted, arrowhead=none";
          case MOVES -> "style=bold, arrowhead=vee";
        };
    String label = "label=" + quoted(Labels.of(edge));
    lines.add(
        "  b"
            + edge.from()
            + " -> b"
            + edge.to()
            + " ["
            + label
            + (look.isEmpty() ? "" : ", " + look)
            + "];");
  }

  /** Graphviz knows two characters that are not themselves between quotes. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

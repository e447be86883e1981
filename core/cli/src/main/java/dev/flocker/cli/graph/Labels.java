package dev.flocker.cli.graph;

import dev.flocker.api.Ref;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Place;
import java.util.ArrayList;
import java.util.List;

/** What is written in and at the parts of a picture, in lines. */
final class Labels {

  private final boolean several;

  Labels(Picture picture) {
    this.several = picture.boxes().stream().map(Box::project).distinct().count() > 1;
  }

  String of(Box box) {
    List<String> lines = new ArrayList<>();
    lines.add(box.type() + " " + (several ? box.project() + "/" : "") + box.name());
    if (box.kind() == Kind.COPY) {
      lines.add("replica");
    }
    lines.addAll(box.details());
    return String.join("\n", lines);
  }

  static String of(Place place) {
    return place.address().equals(place.name())
        ? place.name()
        : place.name() + "\n" + place.address();
  }

  static String of(Edge edge) {
    String word =
        switch (edge.way()) {
          case REACHES -> "link";
          case LEADS, USES -> "";
          case COPIED -> "copies";
          case FOLLOWS -> "after";
          case SHARES -> "made of";
          case MOVES -> "moves";
        };
    return edge.label().isEmpty() ? word : word + " " + edge.label();
  }

  /** What the name of a link says besides who has it. */
  static String after(Ref link, Ref attached) {
    String own = attached.name() + ":";
    return link.name().startsWith(own) ? link.name().substring(own.length()) : link.name();
  }
}

package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes from texts what may not be seen.
 *
 * @param one of one text
 */
record Shown(UnaryOperator<String> one) {

  String of(String raw) {
    return one.apply(raw);
  }

  List<String> of(Iterable<String> raw) {
    List<String> texts = new ArrayList<>();
    raw.forEach(text -> texts.add(one.apply(text)));
    return texts;
  }

  Picture of(Picture picture) {
    return new Picture(
        picture.places().stream()
            .map(p -> new Picture.Place(of(p.name()), of(p.address())))
            .toList(),
        picture.boxes().stream().map(this::of).toList(),
        picture.edges().stream()
            .map(e -> new Edge(e.from(), e.to(), e.way(), of(e.label())))
            .toList());
  }

  private Box of(Box box) {
    return new Box(
        of(box.project()),
        of(box.type()),
        of(box.name()),
        box.kind(),
        box.place().map(one),
        of(box.details()));
  }

  Page.Message of(Page.Message m) {
    return new Page.Message(m.level(), of(m.what()), of(m.why()), of(m.remedy()));
  }
}

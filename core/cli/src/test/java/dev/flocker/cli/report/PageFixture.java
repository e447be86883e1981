package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Place;
import dev.flocker.cli.graph.Picture.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages to draw. */
final class PageFixture {

  static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  private PageFixture() {}

  /** One in which a stranger has named everything. */
  static Page hostile() {
    Box box = new Box(EVIL, EVIL, EVIL, Kind.RUNS, Optional.of(EVIL), List.of(EVIL));
    Box door = new Box(EVIL, EVIL, EVIL, Kind.DOOR, Optional.empty(), List.of(EVIL));
    Box gone = new Box(EVIL, EVIL, EVIL, Kind.GONE, Optional.of(EVIL), List.of());
    Picture map =
        new Picture(
            List.of(new Place(EVIL, EVIL + "2")),
            List.of(box, door, gone),
            List.of(new Edge(1, 0, Way.LEADS, EVIL), new Edge(2, 0, Way.MOVES, EVIL)));
    return new Page(
        Page.Kind.RUN,
        EVIL,
        Page.Verdict.BAD,
        EVIL,
        EVIL,
        List.of(
            new Page.Message(Page.Level.TROUBLE, EVIL, EVIL, EVIL),
            new Page.Message(Page.Level.WARNING, EVIL, EVIL, EVIL),
            new Page.Message(Page.Level.NOTE, EVIL, EVIL, EVIL)),
        new Page.Cluster(
            map,
            Map.of(0, new Page.Badge(Page.Mark.FAILED, EVIL)),
            List.of(EVIL),
            Map.of(EVIL, EVIL)),
        List.of(row(false), row(true)),
        List.of(new Page.Others(EVIL, EVIL, List.of(EVIL))),
        List.of(
            new Page.Change(
                '~',
                Page.Mark.UPDATE,
                EVIL,
                List.of(EVIL),
                List.of(EVIL),
                EVIL,
                EVIL,
                List.of(new Page.Attribute(EVIL, EVIL, EVIL)))),
        List.of(
            step(EVIL, EVIL, Page.State.DONE, 0, 900_000),
            step(EVIL, EVIL, Page.State.FAILED, 900_000, 1_000_000, 0)),
        List.of(new Page.Stop(EVIL, EVIL, EVIL, true, 0, 500_000)),
        List.of(new Page.Tally(EVIL, List.of(1, 2, 3, 4, 5, 6))),
        Optional.of(100_000L),
        1_000_000);
  }

  private static Page.Row row(boolean data) {
    return new Page.Row(
        EVIL,
        EVIL,
        EVIL,
        new Page.Badge(Page.Mark.BAD, EVIL),
        data,
        List.of(new Page.Item(EVIL, EVIL, EVIL, Optional.of(0.5))),
        List.of(EVIL));
  }

  static Page.Step step(
      String title, String node, Page.State state, long from, long to, Integer... awaits) {
    return new Page.Step(
        title, List.of(title), List.of(node), List.of(awaits), state, from, to, "");
  }
}

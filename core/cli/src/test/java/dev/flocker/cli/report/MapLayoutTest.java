package dev.flocker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Place;
import dev.flocker.cli.graph.Picture.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapLayoutTest {

  /** Each node has three that are reached from outside, who may use them being said or not. */
  private static Picture picture(int nodes, List<String> visitors) {
    List<Place> places = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (int n = 0; n < nodes; n++) {
      places.add(new Place("n" + n, ""));
      for (int i = 0; i < 3; i++) {
        Optional<String> place = Optional.of("n" + n);
        boxes.add(new Box("p", "app", "a" + i, Kind.RUNS, place, List.of("port")));
        boxes.add(new Box("p", "path", "d" + i, Kind.DOOR, Optional.empty(), visitors));
        edges.add(new Edge(boxes.size() - 1, boxes.size() - 2, Way.LEADS, ""));
      }
    }
    return new Picture(places, boxes, edges);
  }

  @Test
  void nothingLiesOverAnythingElse() {
    for (int nodes = 1; nodes <= 6; nodes++) {
      for (List<String> visitors : List.of(List.<String>of(), List.of("from any"))) {
        MapLayout layout = new MapLayout(picture(nodes, visitors));
        List<MapLayout.Area> all = List.copyOf(layout.boxes().values());
        assertThat(all).hasSize(nodes * 6).doesNotHaveDuplicates();
        for (MapLayout.Area one : all) {
          assertThat(one.x() + one.width()).isLessThanOrEqualTo(layout.width());
          assertThat(one.y()).isNotNegative();
          assertThat(all).filteredOn(other -> meet(one, other)).containsExactly(one);
        }
      }
    }
  }

  private static boolean meet(MapLayout.Area a, MapLayout.Area b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }

  @Test
  void fewNodesFillThePage() {
    assertThat(new MapLayout(picture(3, List.of())).width()).isBetween(1100, 1140);
    assertThat(new MapLayout(picture(4, List.of())).width()).isBetween(1060, 1140);
    assertThat(new MapLayout(picture(9, List.of())).width()).isBetween(1060, 1140);
  }
}

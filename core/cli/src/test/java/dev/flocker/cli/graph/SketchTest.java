package dev.flocker.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.plan.Planner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types whose names the core has never heard of. */
class SketchTest {

  private final FakeCluster cluster = new FakeCluster("shop", "n1", "n2", "n3");

  private Picture sketch(String... lines) {
    return Sketch.of(List.of(Planner.preliminary(cluster.project(lines), cluster.types)));
  }

  private static List<String> boxes(Picture picture) {
    return picture.boxes().stream()
        .map(b -> b.kind() + " " + b.name() + b.place().map(p -> " on " + p).orElse(""))
        .toList();
  }

  private static List<String> edges(Picture picture) {
    return picture.edges().stream()
        .map(e -> text(picture, e.from()) + " " + e.way() + " " + text(picture, e.to()))
        .toList();
  }

  private static String text(Picture picture, int box) {
    Picture.Box it = picture.boxes().get(box);
    return it.name() + it.place().map(p -> "@" + p).orElse("");
  }

  @Test
  void drawsDataBesideWhoUsesItAndItsCopies() {
    Picture picture = sketch("app db on=n1 uses=pg", "data pg replicas=n2,n3");
    assertThat(boxes(picture))
        .containsExactlyInAnyOrder(
            "RUNS db on n1", "DATA pg on n1", "COPY pg on n2", "COPY pg on n3");
    assertThat(edges(picture))
        .containsExactlyInAnyOrder("pg@n1 COPIED pg@n2", "pg@n1 COPIED pg@n3", "db@n1 USES pg@n1");
  }

  @Test
  void drawsAPathAsADoorAndAWireAsAnEdge() {
    Picture picture =
        sketch("app db on=n1 port=5432", "app web on=n2", "wire from=web to=db port=80");
    assertThat(boxes(picture))
        .contains("DOOR 5432", "RUNS web on n2")
        .noneMatch(b -> b.contains(":"));
    assertThat(edges(picture)).contains("5432 LEADS db@n1", "web@n2 REACHES db@n1");
  }

  @Test
  void leavesOutWhoOnlySupervises() {
    assertThat(boxes(sketch("app db on=n1 guarded=yes"))).containsExactly("RUNS db on n1");
  }

  @Test
  void followsToTheSameNodeWhereThereIsOne() {
    Picture picture = sketch("app db on=n1,n2", "app web on=n2,n3 after=db");
    assertThat(edges(picture))
        .containsExactlyInAnyOrder(
            "web@n2 FOLLOWS db@n2", "web@n3 FOLLOWS db@n1", "web@n3 FOLLOWS db@n2");
  }

  @Test
  void tellsPorts() {
    Picture picture = sketch("app db on=n1 port=5432", "app own on=n1 port=81 at=127.0.0.1");
    assertThat(picture.boxes())
        .filteredOn(b -> b.kind() == Picture.Kind.RUNS)
        .extracting(Picture.Box::details)
        .containsExactly(List.of("port 5432 to 80"), List.of("127.0.0.1:81 to 80"));
  }
}

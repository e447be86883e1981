package dev.flocker.cli.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Edge;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Place;
import dev.flocker.cli.graph.Picture.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguagesTest {

  private static final Picture SHOP =
      new Picture(
          List.of(new Place("n1", "10.0.0.1"), new Place("n2", "n2")),
          List.of(
              box("container", "db", Kind.RUNS, "n1", "port 5432"),
              box("volume", "pg", Kind.DATA, "n1"),
              box("volume", "pg", Kind.COPY, "n2"),
              new Box("shop", "route", "5432", Kind.DOOR, Optional.empty(), List.of())),
          List.of(
              new Edge(0, 1, Way.USES, ""),
              new Edge(1, 2, Way.COPIED, ""),
              new Edge(3, 0, Way.LEADS, ""),
              new Edge(2, 0, Way.REACHES, "80")));

  private static Box box(String type, String name, Kind kind, String place, String... details) {
    return new Box("shop", type, name, kind, Optional.of(place), List.of(details));
  }

  @Test
  void speaksDot() {
    assertThat(String.join("\n", Dot.of(SHOP)))
        .contains(
            """
              subgraph cluster_0 {
                label="n1\\n10.0.0.1";
                at0 [shape=point, style=invis];
                b0 [label="container db\\nport 5432"];
                b1 [label="volume pg", shape=cylinder, style=solid];
              }
              subgraph cluster_1 {
                label="n2";
                at1 [shape=point, style=invis];
                b2 [label="volume pg\\nreplica", shape=cylinder, style=dashed];
              }
              b3 [label="route 5432", shape=cds, style=solid];
              b0 -> b1 [label="", arrowhead=none];
              b1 -> b2 [label="copies", style=dashed];
              b3 -> b0 [label="", style=bold];
              b2 -> b0 [label="link 80"];
            }"""
                .indent(0)
                .stripTrailing());
  }

  @Test
  void speaksMermaid() {
    assertThat(Mermaid.of(SHOP))
        .containsExactly(
            "flowchart LR",
            "  subgraph n0[\"n1<br>10.0.0.1\"]",
            "    b0[\"container db<br>port 5432\"]",
            "    b1[(\"volume pg\")]",
            "  end",
            "  subgraph n1[\"n2\"]",
            "    b2[(\"volume pg<br>replica\")]",
            "  end",
            "  b3([\"route 5432\"])",
            "  b0 --- b1",
            "  b1 -.->|\"copies\"| b2",
            "  b3 ==> b0",
            "  b2 -->|\"link 80\"| b0");
  }

  /** A label is a text, whatever a language thinks of it. */
  @Test
  void quotesWhatMeansSomethingToThem() {
    Picture odd =
        new Picture(
            List.of(new Place("a\"]; \\", "x")),
            List.of(box("container", "<b>#1\"|`*", Kind.RUNS, "a\"]; \\")),
            List.of());
    assertThat(Dot.of(odd))
        .contains("    label=\"a\\\"]; \\\\\\nx\";", "    b0 [label=\"container <b>#1\\\"|`*\"];");
    assertThat(Mermaid.of(odd))
        .contains(
            "  subgraph n0[\"a#34;#93;; #92;<br>x\"]",
            "    b0[\"container #60;b#62;#35;1#34;#124;#96;#42;\"]");
  }

  @Test
  void namesTheProjectWhereThereAreSeveral() {
    Box other = new Box("blog", "container", "db", Kind.RUNS, Optional.empty(), List.of());
    Picture two = new Picture(SHOP.places(), List.of(SHOP.boxes().getFirst(), other), List.of());
    assertThat(Dot.of(two)).contains("  b1 [label=\"container blog/db\"];");
  }
}

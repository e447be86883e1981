package dev.flocker.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.graph.Picture;
import dev.flocker.cli.graph.Picture.Box;
import dev.flocker.cli.graph.Picture.Kind;
import dev.flocker.cli.graph.Picture.Way;
import dev.flocker.cli.state.SampleShop;
import dev.flocker.cli.state.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatePagesTest {

  private static Page page(State state) {
    List<Page.Message> messages = Messages.of(state, Map.of(), Optional.empty());
    return StatePages.of(state, List.of(), messages, "ann", new Shown(t -> t));
  }

  private final Page page = page(SampleShop.open().state());

  private int box(String name, String place) {
    List<Box> boxes = page.map().boxes();
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      if ((box.type() + " " + box.name()).equals(name) && box.place().orElse("").equals(place)) {
        return i;
      }
    }
    throw new AssertionError(name + " is not on the map: " + boxes);
  }

  @Test
  void showsWhatRunsWhereAndWhatIsAWayToIt() {
    assertThat(page.map().places()).extracting(Picture.Place::name).containsExactly("n1", "n2");
    assertThat(page.map().boxes())
        .extracting(Box::kind)
        .containsExactlyInAnyOrder(Kind.RUNS, Kind.DATA, Kind.COPY, Kind.DOOR);
    assertThat(page.map().boxes().get(box("path 8080", "")).details())
        .containsExactly("from cluster");
    assertThat(page.map().edges())
        .extracting(e -> e.from() + " " + e.way() + " " + e.to())
        .containsExactlyInAnyOrder(
            box("path 8080", "") + " " + Way.LEADS + " " + box("app web", "n1"),
            box("data db", "n1") + " " + Way.COPIED + " " + box("data db", "n2"));
  }

  @Test
  void saysOfEachHowItIs() {
    assertThat(page.rows())
        .extracting(row -> row.about() + " " + row.node() + ": " + row.badge().words())
        .containsExactly("app web n1: healthy", "data db n1: owner", "data db n2: replica");
    assertThat(page.rows().get(1).snapshots())
        .containsExactly("flocker-c, 0 s ago", "flocker-b, 10 min ago", "flocker-a, 20 min ago");
    assertThat(page.others())
        .extracting(Page.Others::toString)
        .containsExactly(
            "Others[project=shop, type=guard, names=[web on n1]]",
            "Others[project=shop, type=path, names=[8080 on n1, n2]]");
    Page.Item started = page.rows().getFirst().items().get(2);
    assertThat(started.value()).isEqualTo("2 min ago");
    assertThat(started.exact()).isEqualTo("2026-11-30T11:58:00Z");
  }

  @Test
  void isAsBadAsTheWorst() {
    assertThat(page.verdict()).isEqualTo(Page.Verdict.BAD);
    assertThat(page.summary()).isEqualTo("3 resources, all well; n3 could not be looked at");
    Page stopped = page(SampleShop.open().stopped().state());
    assertThat(stopped.summary()).startsWith("3 resources, of which 1 wants a look; ");
    assertThat(stopped.rows().getFirst().badge().words())
        .isEqualTo("stopped by ann@laptop 60 min ago");
  }

  /** Nothing ran: a plan and times would be of nothing. */
  @Test
  void hasNoSectionOfARun() {
    assertThat(Renderer.html(page))
        .contains("id=\"map\"", "id=\"condition\"", "id=\"volumes\"")
        .doesNotContain("id=\"plan\"", "id=\"timeline\"", "id=\"recap\"", "id=\"changes\"");
  }
}

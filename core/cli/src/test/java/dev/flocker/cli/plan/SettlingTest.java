package dev.flocker.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.model.Selection;
import dev.flocker.cli.plan.Settling.Settled;
import dev.flocker.cli.session.Drained;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where things are that a playbook leaves a choice of, by what nodes show. */
class SettlingTest {

  private static final Ref DB = Ref.parse("app db");
  private static final Ref NET = Ref.parse("app net");
  private static final Ref PG = Ref.parse("data pg");

  private final FakeCluster cluster = new FakeCluster("shop", "n1", "n2", "n3");
  private final List<Sight> seen = new ArrayList<>();
  private final Map<String, Drained> drained = new TreeMap<>();
  private final Map<String, String> unreachable = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private Set<String> tags = Set.of();
  private PlacementRequest placement = PlacementRequest.NONE;

  private record Nothing() {}

  private void shows(String node, Ref ref) {
    shows(node, ref, Optional.empty());
  }

  private void shows(String node, Ref ref, Copy.Role role, long generation) {
    Optional<Copy.Handoff> handoff =
        Optional.of(new Copy.Handoff("id-n2", new Version("s", "1")))
            .filter(h -> role == Copy.Role.HANDING_OFF);
    Copy copy = new Copy("v", generation, "p", role, handoff, List.of(), List.of(), false);
    shows(node, ref, Optional.of(copy));
  }

  private void shows(String node, Ref ref, Optional<Copy> copy) {
    Optional<String> shop = Optional.of("shop");
    seen.add(new Sight(ref, node, "fake", shop, new Nothing(), true, "1", copy));
  }

  private void drain(String node) {
    drained.put(node, new Drained("ann@laptop", "2026-11-30T05:00:00Z"));
  }

  private void wish(String to) {
    placement =
        new PlacementRequest(Optional.empty(), Optional.of(new PlacementRequest.Move("db", to)));
  }

  private Settled settled(String... lines) {
    Project project = cluster.project(lines);
    Sights sights = new Sights(seen, Map.of(), Map.of(), Map.of(), unreachable, drained, Map.of());
    Options options = new Options(new Selection(Set.of(), tags), false, Set.of(), false, placement);
    return Settling.of(project, cluster.types, sights, options, problems::add);
  }

  private static List<String> of(Settled settled, String ref) {
    return settled.project().items().stream()
        .map(Item::declared)
        .filter(d -> d.ref().toString().equals(ref))
        .findFirst()
        .orElseThrow()
        .on();
  }

  private List<String> db(String... lines) {
    return of(settled(lines), "app db");
  }

  @Test
  void theFirstCandidateHasItUntilItIsElsewhere() {
    assertThat(db("app db one_of=n2,n1")).containsExactly("n2");
    shows("n1", DB);
    assertThat(db("app db one_of=n2,n1")).containsExactly("n1");
    assertThat(db("app db one_of=n2,n3")).as("n1 is none of them").containsExactly("n2");
  }

  @Test
  void itIsWhereItsDataIs() {
    shows("n2", PG, Copy.Role.REPLICA, 7);
    shows("n3", PG, Copy.Role.OWNER, 7);
    assertThat(db("app db one_of=n1,n2,n3 uses=pg")).containsExactly("n3");
    assertThat(db("app db one_of=n1,n2 uses=pg")).containsExactly("n1");
  }

  @Test
  void aHandoffThatWasCutOffAfterThePromotionIsNotTakenBack() {
    shows("n1", PG, Copy.Role.HANDING_OFF, 8);
    shows("n2", PG, Copy.Role.OWNER, 8);
    shows("n3", PG, Copy.Role.HANDING_OFF, 3);
    assertThat(db("app db one_of=n1,n2 uses=pg")).containsExactly("n2");
  }

  @Test
  void aDrainedNodeIsLeft() {
    shows("n1", PG, Copy.Role.OWNER, 7);
    drain("n1");
    Settled settled = settled("app db one_of=n1,n2,n3 uses=pg", "app web on=n1,n2,n3");
    assertThat(of(settled, "app db")).containsExactly("n2");
    assertThat(of(settled, "app web")).containsExactly("n2", "n3");
    assertThat(settled.refusals()).isEmpty();
    assertThat(settled.notes())
        .containsExactly(
            "n1 is drained, by ann@laptop at 2026-11-30T05:00:00Z: nothing is put there");
  }

  @Test
  void whatHasNowhereToGoStaysAndThatIsSaid() {
    shows("n1", PG, Copy.Role.OWNER, 7);
    drain("n1");
    drain("n2");
    Settled settled = settled("app db one_of=n1,n2 uses=pg", "app fixed on=n1 uses=new");
    assertThat(of(settled, "app db")).containsExactly("n1");
    assertThat(of(settled, "app fixed")).containsExactly("n1");
    assertThat(settled.refusals())
        .containsOnlyKeys(DB, Ref.parse("app fixed"), Ref.parse("data new"));
    assertThat(settled.refusals().get(DB))
        .isEqualTo(
            new Plan.Refusal(
                "n1",
                "n1 is drained, by ann@laptop at 2026-11-30T05:00:00Z; n2 is drained, by"
                    + " ann@laptop at 2026-11-30T05:00:00Z, and nothing says where else it may be",
                "name others at site.yml:1:1, as in on: {one_of: [n1, n2]}, or let it stay:"
                    + " flocker undrain n1"));
  }

  @Test
  void whatARunIsNotAboutStays() {
    shows("n1", DB);
    drain("n1");
    tags = Set.of("web");
    Settled settled = settled("app db one_of=n1,n2", "app fixed on=n1", "app web on=n1,n2");
    assertThat(of(settled, "app db")).containsExactly("n1");
    assertThat(of(settled, "app web")).containsExactly("n1", "n2");
    assertThat(settled.refusals()).isEmpty();
  }

  @Test
  void thoseThatShareAreTogether() {
    String[] shop = {
      "app web one_of=n1,n2 within=db", "app db one_of=n3,n2,n1 uses=pg", "app job on=n2,n3 uses=pg"
    };
    assertThat(of(settled(shop), "app web")).containsExactly("n2");
    assertThat(db(shop)).containsExactly("n2");
    assertThat(problems).isEmpty();

    drain("n2");
    assertThat(settled(shop).refusals()).containsKeys(DB, Ref.parse("app web"));

    settled("app web one_of=n1 uses=pg", "app db one_of=n2 uses=pg");
    assertThat(problems.toString())
        .contains("app web: has to be where app db is, and no node may have both");
  }

  @Test
  void aNodeThatCannotBeLookedAtIsPassedOverIfNothingIsThere() {
    unreachable.put("n1", "no route to host");
    Settled settled = settled("app db one_of=n1,n2 uses=pg");
    assertThat(of(settled, "app db")).containsExactly("n2");
    assertThat(settled.notes())
        .containsExactly("app db: nothing shows it, and n1 could not be looked at: n2 is taken");

    shows("n2", PG, Copy.Role.REPLICA, 7);
    assertThat(db("app db one_of=n1,n2 uses=pg")).as("its owner is unseen").containsExactly("n1");
  }

  /** One that has nowhere to go holds those that have to be with it. */
  @Test
  void thoseThatShareLeaveTogetherOrStayTogether() {
    drain("n1");
    String[] shop = {"app side on=n1,n2 within=net", "app net on=n1"};
    assertThat(of(settled(shop), "app side")).containsExactly("n1", "n2");
    assertThat(settled(shop).refusals()).containsOnlyKeys(Ref.parse("app side"), NET);

    String[] spread = {"app side on=n1,n2,n3 within=net", "app net on=n1,n2,n3"};
    assertThat(of(settled(spread), "app side")).containsExactly("n2", "n3");
    assertThat(of(settled(spread), "app net")).containsExactly("n2", "n3");
  }

  @Test
  void whatIsSpreadLeavesAlsoWhereAnotherOfItsGroupHasAChoice() {
    drain("n3");
    String[] shop = {"app net on=n2,n3", "app side one_of=n2,n3 within=net"};
    assertThat(of(settled(shop), "app side")).containsExactly("n2");
    assertThat(of(settled(shop), "app net")).containsExactly("n2");
    drain("n2");
    assertThat(of(settled(shop), "app net")).containsExactly("n2", "n3");
    assertThat(settled(shop).refusals()).containsOnlyKeys(Ref.parse("app side"), NET);
  }

  @Test
  void whatCannotLeaveAsTheRunIsNotAboutAllOfItIsSaid() {
    drain("n1");
    tags = Set.of("net");
    Settled settled = settled("app net on=n1,n2 tags=net", "app side on=n1,n2 within=net");
    assertThat(of(settled, "app net")).containsExactly("n1", "n2");
    assertThat(settled.notes())
        .contains(
            "app net, app side stays on n1: this run is not about app side, which has to be where"
                + " it is");
  }

  @Test
  void aMoveGoesWhereItIsTold() {
    shows("n1", DB);
    wish("n3");
    assertThat(db("app db one_of=n1,n2,n3")).containsExactly("n3");
    drain("n3");
    Settled settled = settled("app db one_of=n1,n2,n3");
    assertThat(of(settled, "app db")).containsExactly("n1");
    assertThat(settled.refusals().get(DB).remedy())
        .isEqualTo("move it to another one, or say first: flocker undrain n3");
    drained.clear();
    assertThat(settled("app db one_of=n1,n3 uses=pg", "app job on=n1 uses=pg").refusals())
        .containsKey(DB);
  }

  @Test
  void aCheckOfADrainMarksNothingAndShowsTheSame() {
    shows("n1", DB);
    placement = new PlacementRequest(Optional.of("n1"), Optional.empty());
    Settled settled = settled("app db one_of=n1,n2");
    assertThat(of(settled, "app db")).containsExactly("n2");
    assertThat(settled.notes()).containsExactly("n1 is to be drained: nothing is put there");
  }
}

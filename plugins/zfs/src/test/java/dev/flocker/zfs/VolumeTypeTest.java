package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Offer;
import dev.flocker.api.Placement;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Upkeep;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.testkit.ResourceTypeContract;
import dev.flocker.testkit.SshHost;
import dev.flocker.testkit.TestTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class VolumeTypeTest extends ResourceTypeContract<Volume, VolumeState> {

  private static final Ref DB = new Ref("volume", "db");
  private static final Ref WEB = new Ref("container", "web");
  private final VolumeType type = new VolumeType();
  private Map<String, String> properties = Map.of();
  private Optional<Replicas> replicas = Optional.of(new Replicas(List.of("n3"), Optional.empty()));
  private Optional<Schedule> schedule = Optional.empty();

  @Override
  protected ResourceType<Volume, VolumeState> type() {
    return type;
  }

  @Override
  protected List<String> examples() {
    return List.of(
        "{name: db, quota: 200M, properties: {recordsize: 16K, atime: 'off', compression: gzip-3}}",
        "{name: db, quota: 2G, replicas: [n1], keep: 3}",
        "{name: db, replicas: {on: [n1], every: 5m}, snapshots: {every: 1h, keep: {daily: 7}}}",
        "{name: db}");
  }

  @Override
  protected Optional<Lab<VolumeState>> lab() {
    return Optional.of(
        new Lab<>(
            new ZfsNode(),
            SshHost.ofLab(Map.of()),
            // OpenZFS goes on counting what is free for some seconds after each change.
            List.of(
                Command.of("sh", "-c", "zfs get -rHp all tank/flocker | grep -v available"),
                Command.of("mount"))));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    return Optional.of(
        host -> host.run(Command.of("zfs", "set", "refquota=300M", "tank/flocker/contract/db")));
  }

  @Test
  void offersItsDataFolderAlone() {
    assertThat(type.offers(volume(), "shop"))
        .containsExactly(new Offer.Directory(AbsolutePath.parse("/flocker/shop/db/data")));
  }

  @Test
  void livesWhereItsUserRuns() {
    TestTopology topology = nodes().relate(WEB, Relation.Kind.USES, DB).place(WEB, "n2");

    assertThat(place(topology, List.of("n1")))
        .isEqualTo(new Placement(List.of("n2"), List.of("n3"), 7));
  }

  @Test
  void aScheduleIsUpkeepAndNothingThatANodeShows() {
    VolumeState before = type.desired(declared(List.of("n1")), "n1", nodes());
    schedule = Optional.of(new Schedule(Duration.ofHours(1), new Schedule.Buckets(24, 7, 0, 0, 0)));
    replicas = Optional.of(new Replicas(List.of("n3"), Optional.of(Duration.ofMinutes(5))));

    Upkeep upkeep = place(nodes(), List.of("n1")).upkeep();
    assertThat(upkeep.refresh()).contains(Duration.ofMinutes(5));
    assertThat(upkeep.snapshots().orElseThrow().every()).isEqualTo(Duration.ofHours(1));
    assertThat(upkeep.snapshots().orElseThrow().byPeriod())
        .containsEntry(Upkeep.Period.HOURLY, 24)
        .containsEntry(Upkeep.Period.DAILY, 7);
    assertThat(type.desired(declared(List.of("n1")), "n1", nodes())).isEqualTo(before);
  }

  @Test
  void livesWithoutAUserWhereItIsPutElseWhereItIs() {
    assertThat(place(nodes().owner(DB, "n2"), List.of("n1")).nodes()).containsExactly("n1");
    assertThat(place(nodes().owner(DB, "n2"), List.of()).nodes()).containsExactly("n2");
    assertThat(place(nodes(), List.of()).nodes()).isEmpty();
    assertThat(place(new TestTopology("shop").node("n1", "a"), List.of()).nodes())
        .containsExactly("n1");
  }

  @Test
  void anOwnerIsNoReplicaOfItself() {
    assertThat(place(nodes().owner(DB, "n3"), List.of()).replicas()).isEmpty();
  }

  @Test
  void usersOnTwoNodesAreAProblem() {
    Ref other = new Ref("container", "other");
    TestTopology topology =
        nodes()
            .relate(WEB, Relation.Kind.USES, DB)
            .relate(other, Relation.Kind.USES, DB)
            .place(WEB, "n1")
            .place(other, "n2");

    assertThat(problems(topology, List.of())).singleElement().asString().contains("n1 and n2");
  }

  @Test
  void severalNodesAndUnknownReplicasAreProblems() {
    assertThat(problems(nodes(), List.of("n1", "n2")))
        .singleElement()
        .asString()
        .contains("one owner");
    assertThat(problems(new TestTopology("shop").node("n1", "a"), List.of("n1")))
        .singleElement()
        .asString()
        .contains("replica \"n3\"");
  }

  @Test
  void aReplicaHasNoQuota() {
    TestTopology topology = nodes();
    Declared<Volume> declared = declared(List.of("n1"));

    assertThat(type.desired(declared, "n1", topology).quota()).contains(ByteSize.parse("2G"));
    assertThat(type.desired(declared, "n3", topology).quota()).isEmpty();
  }

  private Placement place(TestTopology topology, List<String> on) {
    return type.place(declared(on), topology);
  }

  private List<Problem> problems(TestTopology topology, List<String> on) {
    List<Problem> problems = new ArrayList<>();
    type.check(declared(on), topology, problems::add);
    return problems;
  }

  private static TestTopology nodes() {
    return new TestTopology("shop").node("n1", "a").node("n2", "b").node("n3", "c");
  }

  @Test
  void aPropertyThatMayNotBeSetOrNotLikeThatIsAProblem() {
    properties =
        Map.of(
            "recordsize", "100K", "mountpoint", "/etc", "refquota", "2G", "compression", "zstd-3");

    assertThat(problems(nodes(), List.of("n1")))
        .extracting(Problem::toString)
        .hasSize(3)
        .anyMatch(p -> p.contains("recordsize") && p.contains("a power of two from 512 to 16M"))
        .anyMatch(p -> p.contains("mountpoint") && p.contains("not among"))
        .anyMatch(p -> p.contains("refquota") && p.contains("write quota: 2G"));
  }

  @Test
  void onlyDeclaredPropertiesAreCompared() {
    VolumeState have = state(Map.of("atime", "off", "recordsize", "131072"));

    assertThat(type.diff(state(Map.of("atime", "off")), have)).isEqualTo(Diff.NONE);
    assertThat(type.diff(state(Map.of("recordsize", "16384")), have).kind())
        .isEqualTo(Diff.Kind.IN_PLACE);
  }

  @Test
  void whatIsChosenWhenAVolumeIsMadeIsRefusedLater() {
    Diff diff =
        type.diff(
            state(Map.of("casesensitivity", "mixed")),
            state(Map.of("casesensitivity", "sensitive")));

    assertThat(diff.kind()).isEqualTo(Diff.Kind.REFUSED);
    assertThat(diff.refusal()).contains("casesensitivity is sensitive");
  }

  private static VolumeState state(Map<String, String> properties) {
    return new VolumeState(Optional.empty(), AbsolutePath.parse("/flocker/shop/db"), properties);
  }

  private Declared<Volume> declared(List<String> on) {
    return new Declared<>(DB, volume(), on, Place.of("site.yml"));
  }

  private Volume volume() {
    return new Volume(
        Name.parse("db"),
        Optional.empty(),
        Optional.of(ByteSize.parse("2G")),
        replicas,
        7,
        schedule,
        properties);
  }
}

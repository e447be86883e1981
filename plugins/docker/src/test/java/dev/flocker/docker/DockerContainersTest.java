package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.docker.option.Options;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DockerContainersTest extends RecordedContainer {

  private static final Scope SHOP = new Scope("shop", Set.of(WEB));

  private final DockerContainers half = new DockerContainers();

  @Test
  void looksAtNothingThatIsNotAskedFor() {
    host.on(DockerCommands.list())
        .prints("77\tother\t\t\t\tbb:1\n88\tdb\tbank\tcontainer db\t\tbb:1\n");
    assertThat(half.observe(SHOP, host)).isEmpty();
    assertThat(host.ran()).containsExactly(DockerCommands.list());
  }

  @Test
  void seesItsOwnAndWhatARunThatDiedLeft() {
    host.on(DockerCommands.list())
        .prints("77\tweb.old\tshop\tcontainer web\t\tbb:1\n" + OWN + "88\tother\t\t\t\tbb:1\n");

    Observed<ContainerState> seen = half.observe(SHOP, host).getFirst();
    assertThat(seen.ref()).isEqualTo(WEB);
    assertThat(seen.project()).contains("shop");
    assertThat(seen.running()).isTrue();
    assertThat(seen.state().leftovers()).containsExactly("web.old");
    assertThat(seen.state().limits()).isFalse();
  }

  private FakeHost described = new FakeHost();

  private List<Observed<ContainerState>> described(String listed) {
    String shown = INSPECTED.replace("/rec", "/web");
    described = new FakeHost();
    described.on(DockerCommands.list()).prints(listed);
    described.on(DockerCommands.inspect(List.of(RUNNING.id()))).prints(shown);
    described.on(DockerCommands.inspect(List.of("web"))).prints(shown);
    described.on(ShippedFiles.look("/var/lib/flocker/files/shop/web/1")).prints("");
    described.on(ImageCommands.images()).prints("bb:1\t" + RUNNING.image() + "\n");
    described.on(DockerCommands.limits()).prints("false false\n");
    return half.observe(SHOP, described);
  }

  @Test
  void describesWhatItHasJustSeenWithoutAskingAgain() {
    List<Observed<ContainerState>> seen = described(OWN);
    int looks = described.ran().size();
    assertThat(half.describe(seen, false, described).getFirst().summary().status())
        .isEqualTo("running");
    assertThat(described.ran()).hasSize(looks);
  }

  @Test
  void describesByAnotherLookWhatItHasNotJustSeen() {
    Observed<ContainerState> other = described(OWN).getFirst();
    described("");
    int looks = described.ran().size();
    assertThat(half.describe(List.of(other), false, described).getFirst().summary().status())
        .isEqualTo("running");
    assertThat(described.ran()).hasSize(looks + 1);
  }

  private String networkOf(String mode, String listed, String other) {
    String shown =
        INSPECTED.replace("\"NetworkMode\": \"default\"", "\"NetworkMode\": \"" + mode + "\"");
    FakeHost node = new FakeHost();
    node.on(DockerCommands.list()).prints(OWN + listed);
    node.on(DockerCommands.inspect(List.of(DB_ID, RUNNING.id())))
        .prints(shown.substring(0, shown.lastIndexOf(']')) + "," + other + "]");
    node.on(DockerCommands.inspect(List.of(RUNNING.id()))).prints(shown);
    node.on(ShippedFiles.look("/var/lib/flocker/files/shop/web/1")).prints("");
    node.on(ImageCommands.images()).prints("bb:1\t" + RUNNING.image() + "\n");
    node.on(DockerCommands.limits()).prints("false false\n");
    return half.observe(SHOP, node).stream()
        .filter(o -> o.ref().equals(WEB))
        .map(o -> o.state().options().get(Options.NETWORK.key()).orElseThrow().toString())
        .findFirst()
        .orElseThrow();
  }

  private static final String DB_ID = "d".repeat(64);

  @Test
  void theNetworkOfAnotherIsShownByNameAsLongAsItIsThatOnes() {
    String mode = "container:" + DB_ID;
    String db = DB_ID + "\tdb\tshop\tcontainer db\t\tbb:1\n";
    String shown =
        INSPECTED
            .substring(INSPECTED.indexOf('[') + 1, INSPECTED.lastIndexOf(']'))
            .replace(RUNNING.id(), DB_ID)
            .replace(RUNNING.startedAt().toString(), "%s");
    String before = shown.formatted("2020-01-01T00:00:00Z");
    String since = shown.formatted("2099-01-01T00:00:00Z");
    assertThat(shown).contains("%s");

    assertThat(networkOf(mode, db, before)).isEqualTo("container:db");
    assertThat(networkOf("container:db", db, before)).isEqualTo("container:db");
    assertThat(networkOf(mode, db, since)).as("started since").isEqualTo("container:dddddddddddd");
    assertThat(networkOf("container:db", db, since)).isEqualTo("container:dddddddddddd");
    assertThat(networkOf(mode, "", before)).as("gone").isEqualTo("container:dddddddddddd");
    assertThat(networkOf(mode, db.replace("\tdb\t", "\tdb.old\t"), before))
        .as("replaced")
        .isEqualTo("container:db.old");
  }

  @Test
  void whatJoinsAnotherIsMadeOnlyWhenItTakesItsPlace() {
    ContainerState want = wanting(Map.of("network", "container:db", "stop_timeout", "10s"));
    Change.Replace<ContainerState> replace = new Change.Replace<>(WEB, "shop", want, want, "1");
    String next = OWN.replace(RUNNING.id(), "9").replace("\tweb\t", "\tweb.next\t");
    List<String> create =
        DockerCommands.create(
            "web.next", WEB, "shop", want, Path.of("/var/lib/flocker/files/shop/web/1"));
    host.on(ImageCommands.imageId("bb:1")).prints(RUNNING.image() + "\n");
    host.on(ImageCommands.architectureOf("bb:1")).prints("amd64\n");
    host.on(ImageCommands.architecture()).prints("amd64\n");
    host.on(DockerCommands.listOf(WEB)).prints(OWN).prints(OWN).prints(OWN).prints(OWN + next);
    assertThat(create).contains("--network", "container:db");

    half.prepare(replace, host, Progress.NONE);
    assertThat(host.ran()).noneMatch(argv -> argv.contains("create"));
    assertThatThrownBy(() -> half.apply(replace, host, Progress.NONE))
        .as("nobody recorded an answer to that")
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("docker create --name web.next")
        .hasMessageContaining("--network container:db");
  }

  @Test
  void whatLinksToItDoesNotHideIt() {
    String linked = OWN.replace("\tweb\t", "\tprobe/db,web,other/x\t");
    host.on(DockerCommands.list()).prints(linked);

    assertThat(half.observe(SHOP, host)).singleElement().matches(o -> o.ref().equals(WEB));
    assertThat(Own.parse(linked).getFirst().isOf(WEB)).isTrue();
  }

  @Test
  void aReplacementAloneIsNotWhatItWasToReplace() {
    host.on(DockerCommands.list()).prints(OWN.replace("\tweb\t", "\tweb.next\t"));

    assertThat(half.observe(SHOP, host)).isEmpty();
    assertThat(half.observe(Scope.EVERYTHING, host))
        .as("where nobody wants it")
        .singleElement()
        .matches(o -> o.ref().equals(WEB) && !o.running());
  }

  @Test
  void aContainerMayItselfHaveTheNameOfAReplacement() {
    Ref next = new Ref("container", "web.next");
    host.on(DockerCommands.list()).prints(OWN.replace("web\t", "web.next\t"));

    assertThat(half.observe(new Scope("shop", Set.of(next)), host))
        .singleElement()
        .matches(o -> o.ref().equals(next));
  }

  @Test
  void looksInTwoCommandsAndAtFilesWhereEveryImageKeptItsName() {
    host.on(DockerCommands.list()).prints(OWN);
    host.file("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory\n");

    assertThat(half.observe(SHOP, host).getFirst().state().limits()).isTrue();
    assertThat(host.ran())
        .containsExactly(
            DockerCommands.list(),
            DockerCommands.inspect(List.of(RUNNING.id())),
            ShippedFiles.look("/var/lib/flocker/files/shop/web/1"));
  }

  @Test
  void seesThatAnImagesNameWasGivenToAnother() {
    host.on(DockerCommands.list()).prints(OWN.replace("bb:1", RUNNING.image()));
    host.on(ImageCommands.images()).prints("").prints("bb:1\tsha256:other\n");

    String other = "bb:1@" + RUNNING.image();
    for (String image : List.of("bb:1", "bb:1", other, other)) {
      assertThat(half.observe(SHOP, host).getFirst().state().image()).isEqualTo(image);
    }
  }

  @Test
  void reportsWhoeverHasAWantedName() {
    host.on(DockerCommands.list()).prints(RUNNING.id() + "\tweb\t\t\t\tbb:1\n");
    assertThat(half.observe(SHOP, host)).singleElement().matches(o -> o.project().isEmpty());
    assertThat(half.observe(Scope.EVERYTHING, host)).isEmpty();
  }

  @Test
  void whatCannotBeLookedAtIsNotAbsent() {
    host.on(DockerCommands.list()).fails(1, "Cannot connect to the Docker daemon");
    assertThatThrownBy(() -> half.observe(SHOP, host)).isInstanceOf(Failure.class);
  }

  /** An earlier version put them below the flocker_home of its run. */
  @Test
  void removesTheFilesOfWhatIsGoneWhereverTheyAre() {
    String old = "9\tweb.old\tshop\tcontainer web\t/srv/flocker/files/shop/web/1\tbb:1\n";
    String odd = old.replace("/srv/flocker/files/shop/web/1", "/etc");
    host.file("/srv/flocker/files/shop/web/1/0-0400", "secret").file("/etc/motd", "kept");
    host.on(DockerCommands.listOf(WEB)).prints(old).prints(odd);
    host.on(DockerCommands.remove("9")).prints("");

    half.settle(WEB, host);
    half.settle(WEB, host);
    assertThat(host.files().keySet()).containsExactly(Path.of("/etc/motd"));
  }
}

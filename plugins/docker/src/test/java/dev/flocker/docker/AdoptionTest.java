package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code shop-db-1}, which somebody made, becomes {@code container db}. */
class AdoptionTest {

  private static final Ref DB = new Ref("container", "db");
  private static final String ID = "5b58a7a85ec5".repeat(5) + "5b58";
  private static final String SOURCE = "/var/lib/docker/volumes/shop_db/_data";
  private static final String DATA = "/flocker/shop/data/data";
  private static final String STARTED = "2026-11-30T00:25:38.347800372Z";
  private static final Path MARK = Path.of("/var/lib/flocker/adopted", ID);

  private final FakeHost host = new FakeHost();
  private String volume = "local " + SOURCE;
  private String room = "9000";
  private String running = ID;

  @BeforeEach
  void aNode() {
    host.file("/proc/self/mounts", "tank/flocker/shop/data /flocker/shop/data fuse rw 0 0\n");
    host.on("which", "rsync").prints("/usr/bin/rsync\n");
    host.on("stat", "--format=%d:%i %F", SOURCE).prints("64:7 directory\n");
    host.on("du", "--summarize", "--block-size=1", SOURCE).prints("5000\t" + SOURCE + "\n");
    host.on("du", "--summarize", "--block-size=1", DATA + ".incoming").fails(1, "no such file");
    host.on(mirror()).prints("");
    shows("shop-db-1", 77);
  }

  private static List<String> rsync(String... more) {
    List<String> argv = new ArrayList<>(List.of("rsync", "-aHAXS", "--numeric-ids"));
    argv.addAll(List.of("--modify-window=-1", "--inplace", "--no-whole-file"));
    argv.addAll(List.of(more));
    argv.addAll(List.of(SOURCE + "/", DATA + ".incoming/"));
    return argv;
  }

  private static List<String> mirror() {
    return rsync("--delete");
  }

  private static String inspected(String name, int pid) {
    return """
        [{"Id": "%s", "Name": "/%s", "Image": "sha256:aa", "HostConfig": {"Mounts": [], "RestartPolicy": {"Name": "always"}},
          "State": {"Status": "%s", "Pid": %d, "StartedAt": "%s"},
          "Config": {"Image": "mariadb:10.11", "Labels": {}, "Env": [], "StopSignal": ""},
          "Mounts": [{"Type": "volume", "Name": "shop_db", "Source": "%s",
                      "Destination": "/var/lib/mysql", "RW": true}]}]
        """
        .formatted(ID, name, pid == 0 ? "exited" : "running", pid, STARTED, SOURCE);
  }

  private void shows(String name, int... pids) {
    var answers = host.on(DockerCommands.inspect(List.of(ID)));
    for (int pid : pids) {
      answers.prints(inspected(name, pid));
    }
  }

  private static ContainerState want() {
    Map<String, Object> volume =
        Map.of(
            "directory",
            DATA,
            "mountpoint",
            "/var/lib/mysql",
            "from",
            Map.of("docker_volume", "shop_db"));
    return DockerCommandsTest.state(Map.of("volumes", List.of(volume)));
  }

  private void adopt() {
    host.on(DockerCommands.volume("shop_db")).prints(volume + "\n");
    host.on("df", "--block-size=1", "--output=avail", "/flocker/shop/data")
        .prints("Avail\n" + room + "\n");
    host.on(DockerCommands.runningIds()).prints(running + "\n");
    new Adoption(DB, host).adopt(want(), ID, Progress.NONE);
  }

  private String mark() {
    return host.files().getOrDefault(MARK, "");
  }

  @Test
  void itsDataIsCopiedToWhereNobodyMountsIt() {
    adopt();

    assertThat(host.ran()).contains(mirror());
    assertThat(mark())
        .contains("resource container db\n", "folder 64:7\n", "directory " + DATA + "\n")
        .doesNotContain("taken");
  }

  @Test
  void whatItWroteLastIsThereOnceItStopped() {
    adopt();
    shows("shop-db-1", 77, 77, 0);
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.NEVER)).prints("");
    host.on(DockerCommands.signal(ID, "SIGTERM")).prints("");
    String list = MARK + ".files";
    findsAny(Path.of(list));
    host.on(rsync("--ignore-times", "--from0", "--files-from=" + list)).prints("");
    host.on("mv", "--no-target-directory", DATA + ".incoming", DATA).prints("");

    new Adoption(DB, host).take(ID, want());

    List<List<String>> ran = host.ran();
    int stopped = ran.indexOf(DockerCommands.signal(ID, "SIGTERM"));
    assertThat(ran.subList(stopped, ran.size()))
        .containsSubsequence(
            mirror(),
            rsync("--ignore-times", "--from0", "--files-from=" + list),
            List.of("mv", "--no-target-directory", DATA + ".incoming", DATA));
    assertThat(mark()).contains("taken " + STARTED);
  }

  /** Names of files that were written five minutes before the last copy began, or later. */
  private void findsAny(Path list) {
    long now = Instant.now().getEpochSecond();
    for (long copied = now - 5; copied < now + 60; copied++) {
      host.on(
              "find",
              SOURCE,
              "-type",
              "f",
              "-newermt",
              "@" + (copied - 300),
              "-fprintf",
              list.toString(),
              "%P\\0")
          .prints("");
    }
  }

  @Test
  void aVolumeThatIsElsewhereIsNoPlaceForIt() {
    adopt();
    host.file("/proc/self/mounts", "");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.NEVER)).prints("");
    int before = host.ran().size();

    assertThatThrownBy(() -> new Adoption(DB, host).take(ID, want()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("its volume is not open here");
    assertThat(host.ran().subList(before, host.ran().size()))
        .as("it goes on running")
        .noneMatch(argv -> argv.contains("kill"))
        .doesNotContain(mirror());
  }

  @Test
  void anEmptyFolderInPlaceOfItsDataEmptiesNoCopy() {
    host.on("stat", "--format=%d:%i %F", SOURCE)
        .prints("64:7 directory\n")
        .prints("65:2 directory\n");
    adopt();
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.NEVER)).prints("");
    int before = host.ran().size();

    assertThatThrownBy(() -> new Adoption(DB, host).take(ID, want()))
        .hasMessageContaining("is another folder");
    assertThat(host.ran().subList(before, host.ran().size())).doesNotContain(mirror());
  }

  @Test
  void dataThatIsThereAlreadyIsNotWrittenOver() {
    host.file("/flocker/shop/data/data/ibdata1", "newer");

    assertThatThrownBy(this::adopt).hasMessageContaining("holds data already");
    assertThat(host.ran()).doesNotContain(mirror());
  }

  @Test
  void whoeverWentBackToItKeepsWhatWasWrittenSince() {
    shows("shop-db-1", 77);
    shows("shop-db-1.adopted", 0);
    shows("shop-db-1", 77);
    adopt();
    new Adoption(DB, host).leave();
    host.file(DATA + "/ibdata1", "newer");
    int before = host.ran().size();

    assertThatThrownBy(this::adopt).hasMessageContaining("holds data already");
    assertThat(host.ran().subList(before, host.ran().size())).doesNotContain(mirror());
  }

  @Test
  void whatDoesNotFitIsNotBegun() {
    room = "9";

    assertThatThrownBy(this::adopt).hasMessageContaining("more than its copy");
    assertThat(host.ran()).doesNotContain(mirror());
  }

  @Test
  void whatItMountsAndThePlaybookDoesNotNameWouldBeLeftBehind() {
    ContainerState nothing = DockerCommandsTest.PLAIN;
    assertThatThrownBy(() -> new Adoption(DB, host).adopt(nothing, ID, Progress.NONE))
        .hasMessageContaining("Docker's volume shop_db")
        .hasMessageContaining("left behind");
  }

  @Test
  void aVolumeThatDockerMountsFromElsewhereIsRefused() {
    volume = "local device=:/nfs o=addr=n type=nfs /x";
    assertThatThrownBy(this::adopt).hasMessageContaining("not a plain folder");
  }

  @Test
  void whoElseWritesToItsDataIsStoppedFirst() {
    String other = "77".repeat(32);
    running = ID + "\n" + other;
    host.on(DockerCommands.inspect(List.of(ID, other)))
        .prints(
            inspected("shop-db-1", 77).strip().replaceFirst("]$", ",")
                + inspected("backup", 78).strip().substring(1).replace(ID, other));
    assertThatThrownBy(this::adopt).hasMessageContaining("container backup writes to the same");
  }

  @Test
  void aVolumeInItsPlaceIsFromWhatItHasThere() {
    Map<String, Object> empty = Map.of("directory", DATA, "mountpoint", "/var/lib/mysql");
    ContainerState want = DockerCommandsTest.state(Map.of("volumes", List.of(empty)));

    assertThatThrownBy(() -> new Adoption(DB, host).adopt(want, ID, Progress.NONE))
        .hasMessageContaining("the volume there is not from that");
  }

  @Test
  void whatIsWithAnotherNodeByNowIsNotCopiedAgain() {
    host.file(MARK.toString(), taken());
    host.file("/proc/self/mounts", "");
    shows("shop-db-1", 0);
    host.run(Command.of(DockerCommands.inspect(List.of(ID)))); // when it still ran

    adopt();

    assertThat(host.ran()).doesNotContain(mirror());
    assertThat(mark()).isEqualTo(taken());
  }

  private static String taken() {
    return """
        resource container db
        restart always
        copied 1796000000
        source %s
        folder 64:7
        directory %s
        taken %s
        """
        .formatted(SOURCE, DATA, STARTED);
  }

  @Test
  void startsAgainAsItWasMade() {
    host.file(MARK.toString(), taken());
    host.file("/flocker/shop/data/data/ibdata1", "a copy");
    host.on("mv", "--no-target-directory", DATA, DATA + ".incoming").prints("");
    host.on(DockerCommands.start(ID)).prints("");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.parse("always"))).prints("");

    new Adoption(DB, host).resume(ID);

    assertThat(host.ran())
        .containsSubsequence(
            List.of("mv", "--no-target-directory", DATA, DATA + ".incoming"),
            DockerCommands.start(ID),
            DockerCommands.restartPolicy(ID, RestartPolicy.parse("always")));
    assertThat(mark()).doesNotContain("taken");
  }

  /** As when the controller is lost between the two. */
  @Test
  void comesBackFromGivingWayUnlessItsSuccessorRan() {
    host.file(MARK.toString(), taken());
    shows("shop-db-1.adopted", 0);
    host.run(Command.of(DockerCommands.inspect(List.of(ID)))); // when it still ran
    String successor = "99".repeat(32);
    host.on(DockerCommands.listOf(DB))
        .prints(successor + "\tdb\tshop\tcontainer db\t\tmariadb:10.11\n");
    String never =
        inspected("db", 0).replace(ID, successor).replace(STARTED, "0001-01-01T00:00:00Z");
    host.on(DockerCommands.inspect(List.of(successor)))
        .prints(inspected("db", 0).replace(ID, successor))
        .prints(never);

    new Adoption(DB, host).resume(ID);
    assertThat(host.ran()).doesNotContain(DockerCommands.start(ID));

    host.on(DockerCommands.remove(successor)).prints("");
    host.on(DockerCommands.rename(ID, "shop-db-1")).prints("");
    host.on(DockerCommands.start(ID)).prints("");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.parse("always"))).prints("");
    new Adoption(DB, host).resume(ID);
    assertThat(host.ran())
        .containsSubsequence(
            DockerCommands.remove(successor),
            DockerCommands.rename(ID, "shop-db-1"),
            DockerCommands.start(ID));
  }

  @Test
  void ofItsVolumesOnlyThoseGoThatWereCopied() {
    host.file(MARK.toString(), taken() + "left yes\n");
    String kept =
        """
        {"Type": "volume", "Name": "media", "Source": "/var/lib/docker/volumes/media/_data",
         "Destination": "/media", "RW": true}, {"Type": "volume", "Name": "shop_db"\
        """
            .strip();
    host.on(DockerCommands.inspect(List.of(ID)))
        .prints(
            inspected("shop-db-1.adopted", 0)
                .replace("{\"Type\": \"volume\", \"Name\": \"shop_db\"", kept));
    host.run(Command.of(DockerCommands.inspect(List.of(ID)))); // when it still ran
    host.on(DockerCommands.remove(ID)).prints("");
    host.on(DockerCommands.removeVolume("shop_db")).prints("");

    assertThat(new Leftovers(host).lines())
        .containsExactly("container shop-db-1.adopted with Docker's volumes shop_db");
    new Leftovers(host).discard();
    assertThat(host.ran())
        .contains(DockerCommands.removeVolume("shop_db"))
        .doesNotContain(DockerCommands.removeVolume("media"));
    assertThat(mark()).isEmpty();
  }

  @Test
  void whatThePlaybookNamesNowIsWhatCounts() {
    host.file(MARK.toString(), taken());
    String other = "77".repeat(32);
    host.on(DockerCommands.list())
        .prints(other + "\tnew\t\t\t\tmariadb:10.11\n" + ID + "\tshop-db-1\t\t\t\tmariadb:10.11\n");
    host.on(DockerCommands.inspect(List.of(other))).prints(inspected("new", 78).replace(ID, other));
    host.on(DockerCommands.limits()).prints("true true\n");

    Scope scope = new Scope("", Set.of(DB), Map.of(DB, other.substring(0, 12)));
    assertThat(new Observation(host).of(scope))
        .singleElement()
        .matches(o -> o.state().outside().equals(Optional.of(other)));
  }

  @Test
  void oneThatWasStartedSinceDoesNotGiveWay() {
    adopt();
    assertThatThrownBy(() -> new Adoption(DB, host).giveWay(ID))
        .hasMessageContaining("was started again");
  }

  @Test
  void isSeenByItsIdUntilItGaveWay() {
    host.on(DockerCommands.list())
        .prints(ID + "\tshop-db-1\t\t\t\tmariadb:10.11\n")
        .prints(ID + "\tshop-db-1.adopted\t\t\t\tmariadb:10.11\n");
    host.on(DockerCommands.limits()).prints("true true\n");
    Scope scope = new Scope("", Set.of(DB), Map.of(DB, ID.substring(0, 12)));

    List<Observed<ContainerState>> seen = new Observation(host).of(scope);
    assertThat(seen).singleElement().matches(o -> o.ref().equals(DB) && o.project().isEmpty());
    assertThat(seen.getFirst().state().outside()).contains(ID);
    assertThat(new Observation(host).of(scope)).isEmpty();
  }
}

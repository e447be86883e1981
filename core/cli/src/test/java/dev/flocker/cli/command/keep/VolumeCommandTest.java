package dev.flocker.cli.command.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Ref;
import dev.flocker.cli.command.CommandFixture;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumeCommandTest extends CommandFixture {

  @Test
  void knowsBeforeItContactsANodeWhatCannotBeMeant() {
    String hosts = inventory.toString();
    dialing = new IllegalStateException("a node was contacted");
    assertThat(flocker("volume", "snapshot", "-i", hosts, "pg")).isEqualTo(3);
    assertThat(flocker("volume", "push", "-i", hosts, "shop/pg", "--to", "n9")).isEqualTo(3);
    assertThat(flocker("volume", "push", "-i", hosts, "shop/pg", "--to", "n2", "--keep=-1"))
        .isEqualTo(3);
    assertThat(flocker("volume", "promote", "-i", hosts, "shop/pg", "--on", "n1")).isEqualTo(3);
    assertThat(printed.err())
        .contains("\"pg\" is no volume")
        .contains("the inventory has no node n9")
        .contains("--keep -1 is no number of snapshots")
        .contains("say --accept-loss");
  }

  @Test
  void prunesOnTheOwnerAndOnItsReplicas() {
    cluster.owner("n1", Ref.parse("data pg"), "n2");
    cluster.replica("n2", Ref.parse("data pg"), "n1");
    String hosts = inventory.toString();

    assertThat(flocker("volume", "prune", "-i", hosts, "shop/pg", "--keep=-1")).isEqualTo(3);
    assertThat(flocker("volume", "prune", "-i", hosts, "shop/pg", "--keep", "0"))
        .as(printed.err())
        .isZero();
    assertThat(printed.out()).contains("shop/pg: snapshots destroyed: 0 on n1, 0 on n2\n");
    assertThat(cluster.log).contains("n1 RETAIN data pg", "n2 RETAIN data pg");
  }

  @Test
  void noCommandGoesOnWithTwoNodesOfOneMachineId() throws IOException {
    cluster.clone("n2", "id-n1");
    String hosts = inventory.toString();
    for (String[] line :
        new String[][] {
          {"state", "-i", hosts},
          {"doctor", "-i", hosts},
          {"volume", "ls", "-i", hosts},
          {"volume", "push", "-i", hosts, "shop/pg", "--to", "n2"}
        }) {
      assertThat(flocker(line)).as("flocker %s", line[0]).isEqualTo(4);
    }
    assertThat(run(PLAYBOOK)).isEqualTo(4);
    assertThat(printed.err())
        .contains("n1, n2: both say that their machine id is id-n1")
        .contains("rm /etc/machine-id && systemd-machine-id-setup");
    assertThat(cluster.log).isEmpty();
  }

  @Test
  void powersALostNodeOffBeforeItsReplicaBecomesTheOwner() throws IOException {
    Path off = folder.resolve("off");
    assertThat(promote("test -z \"$(cat)\" && touch " + off)).isEqualTo(4);
    assertThat(off).exists();
    assertThat(printed.out()).contains("n1: powered off by its flocker_fence\n");
    assertThat(cluster.log).contains("n2 RECORD data pg", "n2 OPEN data pg");
  }

  @Test
  void whatWasOneStateBecomesOwnedTogether() {
    replicasOfALostOwner();

    assertThat(promoteKnownToBeOff()).isEqualTo(4);
    assertThat(printed.out()).contains("shop/pg: n2 is the owner, of shop/wal too\n");
    assertThat(cluster.log).contains("n2 OPEN data pg", "n2 OPEN data wal");
  }

  @Test
  void noneOfWhatIsOneStateIsPromotedIfOneCouldNotBeOpened() {
    replicasOfALostOwner();
    cluster.failing(line -> line.equals("n2 REQUIRE_OPENABLE data wal"));

    assertThat(promoteKnownToBeOff()).isNotZero();
    assertThat(cluster.log).noneMatch(l -> l.contains("RECORD"));
  }

  @Test
  void whatIsOfDifferentInstantsDoesNotBecomeOneStateUnasked() {
    replicasOfALostOwner();
    cluster.snapshot("n2", Ref.parse("data wal"), "later");

    assertThat(promoteKnownToBeOff()).isEqualTo(4);
    assertThat(printed.err())
        .contains("that of data wal are of different instants, but were one state")
        .contains("rollback --to s");
    assertThat(cluster.log).noneMatch(l -> l.contains("RECORD"));

    assertThat(promoteKnownToBeOff("--apart")).isEqualTo(4);
    assertThat(cluster.log).contains("n2 OPEN data pg").doesNotContain("n2 OPEN data wal");
  }

  @Test
  void whatIsOneStateGoesBackTogether() {
    cluster.owner("n1", Ref.parse("data pg"));
    cluster.owner("n1", Ref.parse("data wal"));

    assertThat(rollback("shop/pg", "shop/wal", "shop/pg")).as(printed.err()).isZero();
    assertThat(cluster.log)
        .containsSubsequence("n1 FENCE data pg", "n1 FENCE data wal", "n1 ROLLBACK data pg")
        .doesNotContain("n1 ROLLBACK data wal");
    assertThat(printed.out()).endsWith("shop/pg: as it was at s, as are shop/wal\n");
  }

  @Test
  void nothingGoesBackIfOneOfThemCannot() {
    cluster.owner("n1", Ref.parse("data pg"));
    cluster.owner("n1", Ref.parse("data wal"));
    cluster.owner("n2", Ref.parse("data far"));
    cluster.failing(line -> line.equals("n1 FENCE data wal"));

    assertThat(rollback("shop/pg", "shop/wal")).isEqualTo(1);
    assertThat(rollback("shop/pg", "shop/none")).isEqualTo(1);
    assertThat(rollback("shop/pg", "shop/far")).isEqualTo(1);
    assertThat(printed.err()).contains("n1, n2").contains("it is not on the node of all others");
    assertThat(rollback("shop/pg", "other/wal")).isEqualTo(3);
    assertThat(cluster.log).noneMatch(line -> line.contains("ROLLBACK"));
  }

  private int rollback(String... volumes) {
    List<String> line =
        new ArrayList<>(List.of("volume", "rollback", "-i", inventory.toString(), "--to", "s"));
    line.addAll(List.of(volumes));
    return flocker(line.toArray(String[]::new));
  }

  /** Two volumes that were one state, whose owner's node does not answer. */
  private void replicasOfALostOwner() {
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "there is no route", ""));
    cluster.replica("n2", Ref.parse("data pg"), "n1", "n1");
    cluster.replica("n2", Ref.parse("data wal"), "n1", "n1");
  }

  private int promoteKnownToBeOff(String... options) {
    List<String> line = new ArrayList<>(List.of("volume", "promote", "-i", inventory.toString()));
    line.addAll(List.of("shop/pg", "--on=n2", "--accept-loss", "--powered-off=n1"));
    line.addAll(List.of(options));
    return flocker(line.toArray(String[]::new));
  }

  @Test
  void powersNothingOffUnasked() throws IOException {
    Path off = folder.resolve("off");
    assertThat(promote("touch " + off, "--forks=1")).isEqualTo(3);
    assertThat(printed.err()).contains("Power off n1? There is no terminal to answer on");
    assertThat(off).doesNotExist();
    assertThat(cluster.log).noneMatch(line -> line.contains("RECORD"));
    assertThat(promote("touch " + off, "--powered-off=n1")).isEqualTo(4);
    assertThat(off).doesNotExist();
    assertThat(cluster.log).contains("n2 RECORD data pg");
  }

  @Test
  void wantsAWordForALostNodeThatItCannotPowerOff() {
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "there is no route", ""));
    cluster.replica("n2", Ref.parse("data pg"), "n1");
    String[] line = {
      "volume", "promote", "-i", inventory.toString(), "shop/pg", "--on", "n2", "--accept-loss"
    };
    assertThat(flocker(line)).isEqualTo(4);
    assertThat(printed.err()).contains("say --powered-off n1");
    assertThat(cluster.log).noneMatch(l -> l.contains("RECORD"));
  }

  @Test
  void forgetsANodeOnlyWhereSomeoneOwnsTheVolume() throws IOException {
    cluster.owner("n1", Ref.parse("data pg"), "n3", "n4");
    String hosts = inventory.toString();
    assertThat(flocker("volume", "forget", "-i", hosts, "shop/pg", "--gone", "n9")).isEqualTo(1);
    assertThat(printed.err()).contains("no record of the volume names it");
    assertThat(flocker("volume", "forget", "-i", hosts, "shop/pg", "--gone", "id-n3")).isZero();
    assertThat(flocker("forget", "-i", hosts, "id-n4")).isZero();
    assertThat(cluster.log).filteredOn("n1 RECORD data pg"::equals).hasSize(2);
    assertThat(printed.out()).contains("shop/pg: id-n4 is forgotten on n1");

    cluster.replica("n1", Ref.parse("data pg"), "n3");
    assertThat(flocker("forget", "-i", hosts, "id-n3")).isEqualTo(1);
    assertThat(printed.err()).contains("make one the owner first");
    assertThat(cluster.log).filteredOn("n1 RECORD data pg"::equals).hasSize(2);
  }

  @Test
  void promotesNothingWhenALostNodeMayStillRun() throws IOException {
    assertThat(promote("echo no power >&2; exit 3")).isEqualTo(4);
    assertThat(printed.err())
        .contains("n1: its flocker_fence failed, so it may still run: exit 3: *** ***; mend the");
    assertThat(cluster.log).noneMatch(line -> line.contains("RECORD"));
  }

  @Test
  void powersNothingOffThatNoRecordNamesButWantsToBeToldThatItIsOff() throws IOException {
    Path off = folder.resolve("off");
    cluster.replica("n2", Ref.parse("data pg"), "n2");
    assertThat(promote("touch " + off)).isEqualTo(4);
    assertThat(printed.err()).contains("can be older than").contains("say --powered-off n1");
    assertThat(cluster.log).noneMatch(line -> line.contains("RECORD"));
    assertThat(promote("touch " + off, "--powered-off=n1")).isEqualTo(4);
    assertThat(off).doesNotExist();
    assertThat(cluster.log).contains("n2 RECORD data pg");
  }

  @Test
  void promotesNothingWhileANodeCannotLookAtItsVolumes() {
    cluster.replica("n2", Ref.parse("data pg"), "n1");
    cluster.blind("n1");
    String hosts = inventory.toString();
    assertThat(flocker("volume", "promote", "-i", hosts, "shop/pg", "--on", "n2", "--accept-loss"))
        .isEqualTo(1);
    assertThat(printed.err()).contains("could not look at the volumes of n1: the pool is gone");
    assertThat(cluster.log).noneMatch(line -> line.contains("RECORD") || line.contains(" OPEN "));
  }

  @Test
  void takesACloneOfTheOwnerForTheOwnerNowhere() {
    cluster.clone("n1", "id-n0");
    cluster.replica("n2", Ref.parse("data pg"), "n0", "n0");
    String[] line = {
      "volume", "promote", "-i", inventory.toString(), "shop/pg", "--on", "n2", "--accept-loss"
    };
    assertThat(flocker(line)).isEqualTo(1);
    assertThat(printed.err())
        .contains("it answers with the machine id of n0, which may own the volume")
        .contains("say --powered-off n0");
    assertThat(cluster.log).noneMatch(l -> l.contains("RECORD"));

    String[] vouched = Arrays.copyOf(line, line.length + 1);
    vouched[line.length] = "--powered-off=n0";
    assertThat(flocker(vouched)).isZero();
    assertThat(cluster.log).contains("n2 RECORD data pg", "n2 OPEN data pg");
  }

  /** Of a replica on n2, while n1 cannot be reached. */
  private int promote(String fence) throws IOException {
    return promote(fence, "--yes");
  }

  private int promote(String fence, String option) throws IOException {
    Path hosts = folder.resolve("hosts.yml");
    String escaped = fence.replace("\"", "\\\"");
    Files.writeString(hosts, "all: {hosts: {n1: {flocker_fence: \"" + escaped + "\"}, n2: {}}}\n");
    troubles = Map.of("n1", new NodeTrouble.Unreachable("n1", "there is no route", ""));
    if (!cluster.shows("n2", Ref.parse("data pg"))) {
      cluster.replica("n2", Ref.parse("data pg"), "n1");
    }
    return flocker(
        "volume",
        "promote",
        "-i",
        hosts.toString(),
        "shop/pg",
        "--on",
        "n2",
        "--accept-loss",
        option);
  }

  @Test
  void failsWhenNoNodeShowsTheVolume() {
    assertThat(flocker("volume", "snapshot", "-i", inventory.toString(), "shop/pg")).isEqualTo(1);
    assertThat(printed.err()).contains("none shows the volume shop/pg");
    troubles = Map.of("n2", new NodeTrouble.Unreachable("n2", "it refuses the login", "say who"));
    assertThat(flocker("volume", "snapshot", "-i", inventory.toString(), "shop/pg")).isEqualTo(4);
  }
}

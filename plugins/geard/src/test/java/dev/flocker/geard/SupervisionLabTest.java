package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Quiesceable.Health;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A container under systemd, and a link to another one, through all that happens to a node. */
@Tag("lab")
class SupervisionLabTest {

  private static final String FROM = "geardlab-web";
  private static final String TO = "geardlab-db";
  private static final String UNIT = "ctr-geardlab-web.service";
  private static final Ref UNIT_REF = new Ref("unit", FROM);
  private static final int CLAIMED = 28432;
  private static final String NAMED = "127.70.1.2";

  private final LabContainers lab = new LabContainers();
  private final UnitNode units = new UnitNode();
  private final LinkNode links = new LinkNode();
  private final UnitState unit = unit(List.of());
  private final LinkState link =
      new LinkState(
          new Name(FROM),
          new Port(5432),
          lab.address(),
          new Port(CLAIMED),
          Optional.of(NAMED + ":5433"),
          true);
  private final Ref linkRef = new Ref("link", link.name());

  private static UnitState unit(List<AbsolutePath> mounts) {
    return new UnitState(
        Restart.parse("always"),
        Duration.ofSeconds(5),
        mounts,
        true,
        false,
        Optional.empty(),
        true);
  }

  @BeforeEach
  void create() {
    remove();
    lab.create(
        TO,
        "--restart=always -p " + CLAIMED + ":5432",
        "while :; do echo hello | nc -l -p 5432 & wait $!; done");
    lab.sh("docker start " + TO);
    lab.create(FROM, "", "echo begins; while :; do sleep 1 & wait $!; done");
    units.apply(new Change.Create<>(UNIT_REF, "lab", unit), lab.host, Progress.NONE);
  }

  @AfterEach
  void remove() {
    links.apply(new Change.Remove<>(linkRef, "lab", link, "", false), lab.host, Progress.NONE);
    units.apply(new Change.Remove<>(UNIT_REF, "lab", unit, "", false), lab.host, Progress.NONE);
    lab.sh("docker rm -f " + FROM + " " + TO);
  }

  private void link() {
    links.apply(new Change.Create<>(linkRef, "lab", link), lab.host, Progress.NONE);
  }

  private void resume() {
    units.resume(UNIT_REF, unit, lab.host);
  }

  private boolean reaches() {
    return answers("127.0.0.1 5432") && answers(NAMED + " 5433") && addresses().equals("127.0.0.1");
  }

  /** Those of localhost, as the container itself has it written down. */
  private String addresses() {
    String read =
        "while read -r a n; do case \" $n \" in *\" localhost \"*) echo $a ;; esac; done </etc/hosts";
    return lab.sh("docker exec " + FROM + " sh -c '" + read + "'");
  }

  private boolean answers(String place) {
    return lab.sh("docker exec " + FROM + " nc " + place + " </dev/null").equals("hello");
  }

  private boolean runs() {
    return lab.sh("docker inspect --format '{{.State.Running}}' " + FROM).equals("true");
  }

  private Observed<UnitState> observedUnit() {
    return units.observe(new Scope("lab", Set.of()), lab.host).getFirst();
  }

  private LinkState observedLink() {
    return links.observe(new Scope("lab", Set.of()), lab.host).getFirst().state();
  }

  @Test
  void theLinkOutlivesEveryKindOfRestart() throws Exception {
    link();
    resume();
    lab.eventually("the link works", this::reaches);
    for (String event :
        List.of(
            "docker restart -t 3 " + FROM,
            "docker kill " + FROM,
            "systemctl restart " + UNIT,
            "systemctl restart docker",
            "systemctl stop docker docker.socket; systemctl start docker")) {
      lab.sh(event);
      lab.eventually("the link works after " + event, this::reaches);
      lab.eventually("the unit runs after " + event, () -> observedUnit().running());
      assertThat(observedLink()).as(event).isEqualTo(link);
    }
    assertThat(observedUnit().state()).isEqualTo(unit);
    assertThat(units.health(UNIT_REF, unit, lab.host)).isEqualTo(Health.GOOD);
  }

  @Test
  void aRunningContainerGetsAndLosesALink() throws Exception {
    resume();
    lab.eventually("the container runs", this::runs);
    assertThat(reaches()).isFalse();
    link();
    lab.eventually("the link works", this::reaches);
    links.apply(new Change.Remove<>(linkRef, "lab", link, "", false), lab.host, Progress.NONE);
    assertThat(reaches()).isFalse();
  }

  @Test
  void aLookSeesThatTheRulesAreGone() throws Exception {
    link();
    resume();
    lab.eventually("the link works", this::reaches);
    lab.sh(
        "nsenter -t $(docker inspect -f '{{.State.Pid}}' "
            + FROM
            + ") -n iptables -t nat -F FLOCKER-LINK-OUT");
    assertThat(observedLink().inForce()).isFalse();
    link();
    assertThat(observedLink()).isEqualTo(link);
    assertThat(reaches()).isTrue();
  }

  @Test
  void stoppedIsStoppedAndTheJournalHasTheLog() throws Exception {
    resume();
    lab.eventually("the container runs", this::runs);
    lab.sh("systemctl stop " + UNIT);
    assertThat(runs()).isFalse();
    Thread.sleep(1500);
    assertThat(runs()).isFalse();
    assertThat(lab.sh("systemctl is-active " + UNIT)).isEqualTo("inactive");
    lab.sh("systemctl start " + UNIT);
    lab.eventually("the container runs", this::runs);
    assertThat(lab.sh("journalctl -o cat -u " + UNIT)).contains("begins");
  }

  @Test
  void quiescesAndResumesAtOnce() throws Exception {
    resume();
    lab.eventually("the container runs", this::runs);
    String pid = lab.sh("docker inspect --format '{{.State.Pid}}' " + FROM);
    units.quiesce(UNIT_REF, unit, lab.host);
    assertThat(lab.sh("test -e /proc/" + pid + " || echo gone")).isEqualTo("gone");
    assertThat(observedUnit().state().enabled()).isFalse();
    resume();
    lab.eventually("the container runs", this::runs);
    assertThat(observedUnit().state()).isEqualTo(unit);
  }

  @Test
  void quiescesAContainerThatWasStartedByHand() {
    lab.sh("docker start " + FROM);
    units.quiesce(UNIT_REF, unit, lab.host);
    assertThat(runs()).isFalse();
  }

  @Test
  void whatEndsAgainAndAgainIsStartedEverMoreSeldom() throws Exception {
    lab.create(FROM, "", "exit 1");
    resume();
    lab.eventually(
        "it was started three times again",
        () -> observedUnit().state().restarting().equals(Optional.of("3 times")));
    assertThat(observedUnit().running()).isFalse();
    String starts = "journalctl -o cat -u " + UNIT + " | grep -c '^Started '";
    int before = Integer.parseInt(lab.sh(starts));
    Thread.sleep(3000);
    assertThat(Integer.parseInt(lab.sh(starts)) - before)
        .as("it pauses for 4 s, then for 8 s")
        .isLessThanOrEqualTo(1);

    lab.create(FROM, "", "while :; do sleep 1 & wait $!; done");
    long asked = System.nanoTime();
    resume();
    lab.eventually("the container runs", this::runs);
    assertThat(Duration.ofNanos(System.nanoTime() - asked))
        .as("a resume does not wait for a pause to be over")
        .isLessThan(Duration.ofSeconds(4));
    assertThat(observedUnit().state()).isEqualTo(unit);
  }

  @Test
  void neverStartsWithoutItsDataset() {
    UnitState withData = unit(List.of(AbsolutePath.parse("/flocker/lab/unmounted/data")));
    lab.sh("mkdir -p /flocker/lab/unmounted/data");
    units.apply(new Change.Create<>(UNIT_REF, "lab", withData), lab.host, Progress.NONE);

    assertThatThrownBy(() -> units.resume(UNIT_REF, withData, lab.host))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("Assertion failed");
    assertThat(runs()).isFalse();
    lab.sh("rm -r /flocker/lab");
  }
}

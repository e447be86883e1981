package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Place;
import dev.flocker.testkit.ResourceTypeContract;
import dev.flocker.testkit.TestTopology;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class UnitTypeTest extends ResourceTypeContract<UnitSpec, UnitState> {

  @Override
  protected ResourceType<UnitSpec, UnitState> type() {
    return new UnitType();
  }

  @Override
  protected List<String> examples() {
    return List.of(
        "{container: contract}",
        "{container: contract, restart: 'on-failure:3', stop_timeout: 1m,"
            + " mounts: ['/flocker/shop/pgdata/data']}");
  }

  @Override
  protected TestTopology topology() {
    return super.topology().place(new Ref("container", "contract"), "n1");
  }

  @Override
  protected Optional<Lab<UnitState>> lab() {
    LabContainers lab = new LabContainers();
    if (lab.sh("docker ps -q --filter name=^contract$").isEmpty()) {
      lab.create("contract", "", "while :; do sleep 1 & wait $!; done");
    }
    Command files = Command.of("/bin/sh", "-c", "ls -l --full-time /etc/systemd/system");
    return Optional.of(new Lab<>(new UnitNode(), lab.host, List.of(files)));
  }

  @Override
  protected Optional<Consumer<Host>> changeByHand() {
    String edit = "echo '# mine' >>/etc/systemd/system/ctr-contract.service";
    return Optional.of(host -> host.run(Command.of("sh", "-c", edit)));
  }

  private static UnitState desired(Restart restart, Duration stopTimeout) {
    UnitSpec spec = new UnitSpec(new Name("db"), restart, stopTimeout, List.of(), false);
    var declared = new Declared<>(new Ref("unit", "db"), spec, List.of(), Place.NOWHERE);
    return new UnitType().desired(declared, "n1", new TestTopology("shop"));
  }

  @Test
  void startsAtBootUnlessItNeverRestarts() {
    Duration timeout = Duration.ofSeconds(10);

    assertThat(desired(Restart.parse("always"), timeout).enabled()).isTrue();
    assertThat(desired(Restart.parse("on-failure"), timeout).enabled()).isTrue();
    assertThat(desired(Restart.parse("never"), timeout).enabled()).isFalse();
  }

  @Test
  void doesNotStartAtBootWhatIsToBeStopped() {
    UnitSpec spec =
        new UnitSpec(new Name("db"), Restart.parse("always"), Duration.ZERO, List.of(), false);
    var declared = new Declared<>(new Ref("unit", "db"), spec, List.of(), Place.NOWHERE);
    TestTopology stopped = new TestTopology("shop").stop(new Ref("container", "db"));

    assertThat(new UnitType().desired(declared, "n1", stopped).enabled()).isFalse();
  }

  @Test
  void givesAtLeastTheTimeAskedFor() {
    assertThat(desired(Restart.parse("always"), Duration.ofMillis(1500)).stopTimeout())
        .isEqualTo(Duration.ofSeconds(2));
  }
}

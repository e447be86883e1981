package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import dev.flocker.api.Summary;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.node.Observed;
import dev.flocker.testkit.FakeHost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private final FakeHost host = new FakeHost();

  private Summary now(boolean running, Optional<String> restarting, String active, String result) {
    host.on(Systemctl.restarts(List.of("ctr-web.service")))
        .prints(
            "Id=ctr-web.service\nActiveState=%s\nResult=%s\nNRestarts=7\n"
                .formatted(active, result));
    UnitState state =
        new UnitState(
            Restart.parse("always"),
            Duration.ofSeconds(10),
            List.of(),
            true,
            false,
            restarting,
            true);
    Observed<UnitState> seen =
        new Observed<>(
            new Ref("unit", "web"), Optional.of("shop"), state, running, "1", Optional.empty());
    return new Condition(host).of(List.of(seen)).getFirst().summary();
  }

  @Test
  void isSilentOfOneThatRuns() {
    Summary now = now(true, Optional.empty(), "active", "success");
    assertThat(now.grade()).isEqualTo(Grade.OK);
    assertThat(now.status()).isEmpty();
    assertThat(now.facts()).containsExactly(Fact.count("restarts", 7));
  }

  @Test
  void aLoopShowsWithItsNextStart() {
    host.file("/run/ctr-web.starts", "1012 7 902\n").file("/proc/uptime", "1002.50 1.00\n");
    Summary now = now(false, Optional.of("7 times"), "activating", "exit-code");
    assertThat(now.grade()).isEqualTo(Grade.BAD);
    assertThat(now.status()).isEqualTo("restarting, 7 times in a row");
    assertThat(now.facts())
        .extracting(Fact::label)
        .containsExactly("restarts", "since", "next start");
    Duration gone = Duration.between(now.facts().get(1).instant(), Instant.now());
    assertThat(gone).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(110));
    Duration left = Duration.between(Instant.now(), now.facts().getLast().instant());
    assertThat(left).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  @Test
  void oneWhoseTimeHasComeIsBeingStarted() {
    host.file("/run/ctr-web.starts", "1000 7\n").file("/proc/uptime", "1002.50 1.00\n");
    Summary now = now(false, Optional.of("7 times"), "activating", "exit-code");
    assertThat(now.facts()).extracting(Fact::label).containsExactly("restarts");
  }

  @Test
  void saysWhatASupervisorMadeOfIt() {
    assertThat(now(false, Optional.empty(), "failed", "start-limit-hit").status())
        .isEqualTo("given up: it was started in vain too often");
  }

  @Test
  void saysThatNobodySupervisesIt() {
    Summary now = now(false, Optional.empty(), "inactive", "success");
    assertThat(now.status()).isEqualTo("its unit is inactive");
    assertThat(now.grade()).isEqualTo(Grade.BAD);
  }
}

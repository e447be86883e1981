package dev.flocker.cli.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What systemd is told, to the letter. */
class UnitsTest {

  private static Units units(boolean system) {
    return new Units(
        "flocker keep: 100 %",
        Path.of("/srv/my shop/100%"),
        Map.of("HOME", "/root"),
        List.of("/opt/my tools/flocker", "keep", "-i", "/srv/a b/50%$HOME.yml", "say \"hi\"\\\n\t"),
        Duration.ofMinutes(5),
        system);
  }

  @Test
  void aServiceRunsTheCommandAsItIs() {
    assertThat(units(true).service())
        .isEqualTo(
            """
            [Unit]
            Description=flocker keep: 100 %%
            Wants=network-online.target
            After=network-online.target

            [Service]
            Type=oneshot
            WorkingDirectory=/srv/my shop/100%%
            TimeoutStartSec=6h
            Environment="HOME=/root"
            ExecStart=:"/opt/my tools/flocker" "keep" "-i" "/srv/a b/50%%$HOME.yml" "say \\"hi\\"\\\\\\n\\t"
            """);
    assertThat(units(false).service()).doesNotContain("network-online");
  }

  @Test
  void aTimerBeginsAtOnceAndAgainAfterEachInterval() {
    assertThat(units(true).timer())
        .isEqualTo(
            """
            [Unit]
            Description=flocker keep: 100 %%

            [Timer]
            OnActiveSec=0
            OnUnitActiveSec=300000ms
            AccuracySec=1s

            [Install]
            WantedBy=timers.target
            """);
  }

  @Test
  void controlCharactersBecomeNoLinesOfTheirOwn() {
    assertThat(Units.word("a\nExecStart=b\u0001")).isEqualTo("\"a\\nExecStart=b\\x01\"");
  }
}

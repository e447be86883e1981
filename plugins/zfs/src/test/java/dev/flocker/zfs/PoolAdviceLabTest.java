package dev.flocker.zfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real node with real disks is told. */
class PoolAdviceLabTest extends TwoProjects {

  @Test
  void namesNoDiskThatIsInUse() {
    List<String> used =
        host.run(Command.of("sh", "-c", "lsblk -nrpo NAME,MOUNTPOINT | awk 'NF > 1 {print $1}'"))
            .output()
            .lines()
            .toList();
    List<String> lines = new PoolAdvice(host).lines();

    assertThat(used).isNotEmpty();
    assertThat(lines)
        .anyMatch(l -> l.contains("zpool create"))
        .allMatch(l -> used.stream().noneMatch(l::contains))
        .noneMatch(l -> l.contains("zram"));
  }
}

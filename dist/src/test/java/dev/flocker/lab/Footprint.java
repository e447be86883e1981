package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

/** What a node shows of itself, as text to compare. */
final class Footprint {

  private static final String MARK = "/run/footprint";

  // Space accounting moves by itself; all else of a pool stays.
  private static final String STATE =
      """
      docker ps -aq --no-trunc | sort | xargs -r docker inspect
      docker images --no-trunc --digests | sort
      docker volume ls; docker network ls --no-trunc
      zfs list -t all -H -o name
      zfs get -H all | grep -vE '\\s(available|used|usedby\\w+|referenced|compressratio)\\s'
      iptables-save | grep -v '^#' | sed 's/\\[[0-9:]*\\]//'
      ip6tables-save | grep -v '^#' | sed 's/\\[[0-9:]*\\]//'
      sysctl -a 2>/dev/null | grep -E '^net.ipv4.(ip_forward|conf.*route_localnet)'
      tc qdisc show | sort
      lsmod | cut -d ' ' -f 1 | sort
      find /etc /root /home /var/lib/flocker -type f -exec cksum {} + 2>/dev/null | sort -k 3
      systemctl list-unit-files --no-legend | grep -v ' transient '
      """;

  // What a login, the journal, a container's own log, the clock and a pool's own transactions
  // touch.
  private static final String CHANGED_FILES =
      """
      find / /run /tmp /dev/shm /var/lib/docker /var/lib/containerd -xdev -type f -cnewer %1$s \
        ! -path '/run/systemd/*' ! -path '/run/log/*' ! -path '/run/user/*' ! -path '/run/utmp' \
        ! -path '/run/motd*' ! -path '/var/log/*' ! -path '/var/lib/systemd/*' \
        ! -path '/var/lib/tank.img' ! -name '*-json.log' ! -path '/var/lib/docker/overlay2/*/diff/run/*' ! -path %1$s | sort -u
      """
          .formatted(MARK);

  private Footprint() {}

  /** The state of every node, line by line. Files that change from now on are noted. */
  static List<String> take(Lab lab) {
    return lines(lab, "touch " + MARK + "; sleep 0.1; " + STATE);
  }

  /** Fails unless every node is as {@link #take} saw it, and no file was written since. */
  static void isStill(List<String> before, Lab lab) {
    assertThat(lines(lab, CHANGED_FILES)).as("files written").isEmpty();
    List<String> now = lines(lab, STATE);
    assertThat(without(before, now)).as("lines that appeared").isEmpty();
    assertThat(without(now, before)).as("lines that went").isEmpty();
    assertThat(now).isEqualTo(before);
  }

  private static List<String> without(List<String> some, List<String> all) {
    Set<String> known = Set.copyOf(some);
    return all.stream().filter(line -> !known.contains(line)).toList();
  }

  private static List<String> lines(Lab lab, String script) {
    return Lab.NODES.stream()
        .flatMap(node -> lab.on(node, script).lines().map(line -> node + ": " + line))
        .toList();
  }
}

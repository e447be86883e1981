package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts the routes back when somebody else's reload has wiped them, as that of a firewall does: a
 * timer of systemd's, so that nothing of flocker's stays running, has a script look every ten
 * seconds whether the jumps to flocker's chains are there, and run what restores them at a boot if
 * not.
 */
final class Watch {

  static final String SCRIPT = "watch";
  static final String SERVICE = "flocker-routes-watch.service";
  static final String TIMER = "flocker-routes-watch.timer";

  private static final Path UNITS = Path.of("/etc/systemd/system");
  private static final Path STARTED = UNITS.resolve("timers.target.wants");

  private static final String TIMING =
      """
      [Unit]
      Description=Looks after the routes of flocker

      [Timer]
      OnActiveSec=10
      OnUnitInactiveSec=10
      AccuracySec=1

      [Install]
      WantedBy=timers.target
      """;

  private final Host host;
  private final Path script;

  /**
   * @param home where the script is that restores them, {@code restore}
   */
  Watch(Host host, Path home) {
    this.host = host;
    this.script = home.resolve(SCRIPT);
  }

  boolean complete(List<Chain> chains) {
    return files(chains).entrySet().stream()
            .allMatch(file -> host.read(file.getKey()).equals(Optional.of(file.getValue())))
        && host.list(STARTED).contains(TIMER);
  }

  void install(List<Chain> chains) {
    if (!complete(chains)) {
      files(chains).forEach((file, text) -> host.write(file, text, 0644));
      host.run(Command.of("systemctl", "daemon-reload"));
      host.run(Command.of("systemctl", "enable", "--quiet", "--now", TIMER));
    }
  }

  void uninstall() {
    if (host.read(UNITS.resolve(TIMER)).isPresent()) {
      host.run(Command.of("systemctl", "disable", "--quiet", "--now", TIMER));
      host.run(Command.of("systemctl", "stop", SERVICE));
      host.delete(UNITS.resolve(TIMER));
      host.delete(UNITS.resolve(SERVICE));
      host.run(Command.of("systemctl", "daemon-reload"));
    }
  }

  private Map<Path, String> files(List<Chain> chains) {
    return Map.of(
        script, script(chains), UNITS.resolve(SERVICE), service(), UNITS.resolve(TIMER), TIMING);
  }

  /**
   * What systemd tells of each start and end is below that level, and what the script tells is not.
   */
  private String service() {
    return """
    [Unit]
    Description=Look after the routes of flocker
    After=flocker-routes.service

    [Service]
    Type=oneshot
    ExecStart=/bin/sh "%s"
    LogLevelMax=notice
    """
        .formatted(script);
  }

  /** A run puts them back itself: it is let do so first. */
  private static String script(List<Chain> chains) {
    String jumps =
        Chain.jumps(chains).stream()
            .map(j -> "  has %s %s %s\n".formatted(j.table(), j.chain(), j.option("-j").orElse("")))
            .collect(Collectors.joining());
    return """
        #!/bin/sh
        # Puts flocker's routes back if they were wiped.
        has() {
          iptables -w 30 -t "$1" -C "$2" -j "$3" 2>/dev/null || gone="$gone $1/$3"
        }
        are_gone() {
          gone=
        """
        + jumps
        + """
          [ -n "$gone" ]
        }
        if are_gone && sleep 2 && are_gone; then
          echo "<5>nothing leads to$gone any more: putting flocker's routes back"
          sh "$(dirname "$0")/restore"
        fi
        """;
  }
}

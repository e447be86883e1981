package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts the routes back when somebody else's reload has wiped them, as that of a firewall does: a
 * shell that looks every ten seconds whether the jumps to flocker's chains are there, and runs what
 * restores them at a boot if not.
 */
final class Watch {

  static final String UNIT = "flocker-routes-watch.service";

  static final String SCRIPT = "watch";

  private static final Path UNITS = Path.of("/etc/systemd/system");
  private static final Path UNIT_FILE = UNITS.resolve(UNIT);
  private static final Path STARTED = UNITS.resolve("multi-user.target.wants");

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
    return holds(script, script(chains))
        && holds(UNIT_FILE, unit())
        && host.list(STARTED).contains(UNIT);
  }

  void install(List<Chain> chains) {
    if (!complete(chains)) {
      host.write(script, script(chains), 0755);
      host.write(UNIT_FILE, unit(), 0644);
      host.run(Command.of("systemctl", "daemon-reload"));
      host.run(Command.of("systemctl", "enable", "--quiet", UNIT));
      host.run(Command.of("systemctl", "restart", UNIT)); // a shell goes on with what it has read
    }
  }

  void uninstall() {
    if (host.read(UNIT_FILE).isPresent()) {
      host.run(Command.of("systemctl", "disable", "--quiet", "--now", UNIT));
      host.delete(UNIT_FILE);
      host.run(Command.of("systemctl", "daemon-reload"));
    }
  }

  private boolean holds(Path file, String text) {
    return host.read(file).equals(Optional.of(text));
  }

  private String unit() {
    return """
    [Unit]
    Description=Watch over the routes of flocker
    After=flocker-routes.service

    [Service]
    ExecStart=/bin/sh "%s"
    Restart=always
    RestartSec=5

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(script);
  }

  private static String script(List<Chain> chains) {
    String jumps =
        Chain.jumps(chains).stream()
            .map(
                j ->
                    "  has " + j.table() + " " + j.chain() + " " + j.option("-j").orElse("") + "\n")
            .collect(Collectors.joining());
    return """
        #!/bin/sh
        # Puts flocker's routes back when they were wiped.
        cd "$(dirname "$0")" || exit 1
        has() {
          iptables -w 30 -t "$1" -C "$2" -j "$3" 2>/dev/null || gone="$gone $1/$3"
        }
        look() {
          gone=
        """
        + jumps
        + """
          [ -n "$gone" ]
        }
        # A run puts them back itself: it is let do so first.
        while sleep 8; do
          if look && sleep 2 && look; then
            echo "nothing leads to$gone any more: putting flocker's routes back"
            sh ./restore
          fi
        done
        """;
  }
}

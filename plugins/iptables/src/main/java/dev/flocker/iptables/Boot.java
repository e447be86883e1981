package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What brings the routes back after a reboot: the rules as a file, and a systemd unit that restores
 * it once Docker is up. Docker's own restarts leave flocker's chains and DOCKER-USER alone, so that
 * the unit need not follow them.
 */
final class Boot {

  static final String UNIT = "flocker-routes.service";
  private static final Path UNITS = Path.of("/etc/systemd/system");
  private static final Path UNIT_FILE = UNITS.resolve(UNIT);

  /** Where systemd links the units that it starts at boot. */
  private static final Path STARTED = UNITS.resolve("multi-user.target.wants");

  private final Host host;
  private final Path home;

  Boot(Host host) {
    this.host = host;
    this.home = host.home().resolve("routes");
  }

  /** Whether routes were made on this node. */
  boolean used() {
    return host.read(rules()).isPresent();
  }

  /** Whether it was flocker that let 127.0.0.0/8 be routed. */
  boolean opened() {
    return host.read(loopback()).isPresent();
  }

  /** Whether all that brings these routes back is in its place, and the routes can work. */
  boolean complete(Saved now) {
    return Kernel.routesLoopback(host)
        && (!opened() || now.has(Rules.GUARD))
        && holds(rules(), Restore.boot(now))
        && holds(script(), SCRIPT)
        && starts();
  }

  private boolean starts() {
    return holds(UNIT_FILE, unit()) && host.list(STARTED).contains(UNIT);
  }

  private boolean holds(Path file, String text) {
    return host.read(file).equals(Optional.of(text));
  }

  /** Before the first route. */
  void install() {
    if (!used()) {
      host.write(rules(), "", 0600);
    }
    if (!Kernel.routesLoopback(host)) {
      host.write(loopback(), "0\n", 0644);
      host.run(Kernel.routeLoopback(true));
    }
    if (!holds(script(), SCRIPT)) {
      host.write(script(), SCRIPT, 0755);
    }
    if (!starts()) {
      host.write(UNIT_FILE, unit(), 0644);
      host.run(Command.of("systemctl", "daemon-reload"));
      host.run(Command.of("systemctl", "enable", "--quiet", UNIT));
    }
  }

  void keep(Saved now) {
    host.write(rules(), Restore.boot(now), 0600);
  }

  /** After the last route. */
  void uninstall() {
    if (host.read(UNIT_FILE).isPresent()) {
      host.run(Command.of("systemctl", "disable", "--quiet", "--now", UNIT));
      host.delete(UNIT_FILE);
      host.run(Command.of("systemctl", "daemon-reload"));
    }
    if (opened()) {
      host.run(Kernel.routeLoopback(false));
      host.delete(loopback());
    }
    host.delete(script());
    host.delete(rules());
    host.delete(home);
  }

  private Path rules() {
    return home.resolve("rules");
  }

  private Path script() {
    return home.resolve("restore");
  }

  private Path loopback() {
    return home.resolve("route_localnet");
  }

  private String unit() {
    return """
    [Unit]
    Description=Routes of flocker
    After=docker.service

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    ExecStart=/bin/sh "%s"

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(script());
  }

  /** Running it again changes nothing. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Puts flocker's routes back.
      set -e
      cd "$(dirname "$0")"
      iptables-restore --noflush -w 30 <rules
      jump() {
        iptables -w 30 -t "$1" -C "$2" -j "$3" 2>/dev/null || iptables -w 30 -t "$1" -I "$2" -j "$3"
      }
      if iptables -w 30 -n -L DOCKER-USER >/dev/null 2>&1; then
      """
          + jumps(true)
          + "else\n"
          + jumps(false)
          + """
          fi
          if [ -e route_localnet ]; then
            sysctl -q -w net.ipv4.conf.all.route_localnet=1
          fi
          """;

  private static String jumps(boolean docker) {
    return Chain.all(docker).stream()
        .map(c -> "  jump " + c.table() + " " + c.from() + " " + c.name() + "\n")
        .collect(Collectors.joining());
  }
}

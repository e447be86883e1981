package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What brings the routes back after a reboot: the rules as a file, and a systemd unit that restores
 * it before Docker is up, so that no container can be reached by those who may not. It comes after
 * whatever else fills the packet filter at boot, and is tried again until it succeeds; Docker does
 * not wait for that. Docker's own start and restarts leave flocker's chains and DOCKER-USER alone,
 * so that the unit need not follow them.
 */
final class Boot {

  static final String UNIT = "flocker-routes.service";
  private static final Path UNITS = Path.of("/etc/systemd/system");
  private static final Path UNIT_FILE = UNITS.resolve(UNIT);

  private static final String RULES = "rules";
  private static final String SCRIPT = "restore";
  private static final String LOOPBACK = "route_localnet";

  /** Where systemd links the units that it starts at boot. */
  private static final Path STARTED = UNITS.resolve("multi-user.target.wants");

  /** In the unit: where the script is that it runs. */
  private static final Pattern RUNS = Pattern.compile("(?m)^ExecStart=/bin/sh \"(/.+)/restore\"$");

  private final Host host;
  private final Path home;
  private final Watch watch;

  Boot(Host host) {
    this.host = host;
    this.home = host.home().resolve("routes");
    this.watch = new Watch(host, home);
  }

  /** Whether routes were made on this node. */
  boolean used() {
    return host.read(rules()).isPresent() || former().isPresent();
  }

  /** Whether it was flocker that let 127.0.0.0/8 be routed. */
  boolean opened() {
    return host.read(loopback()).isPresent()
        || former().flatMap(f -> host.read(f.resolve(LOOPBACK))).isPresent();
  }

  /** Where an earlier version keeps these files, by its unit: below the flocker_home of its run. */
  private Optional<Path> former() {
    return host.read(UNIT_FILE)
        .map(RUNS::matcher)
        .filter(Matcher::find)
        .map(m -> Path.of(m.group(1)))
        .filter(f -> !f.equals(home));
  }

  /** Whether all that brings these routes back is in its place, and the routes can work. */
  boolean complete(Saved now) {
    return Kernel.routesLoopback(host)
        && (!opened() || now.has(Rules.GUARD))
        && holds(rules(), Restore.boot(now))
        && holds(script(), script(Chain.all(now)))
        && starts()
        && watch.complete(Chain.all(now));
  }

  private boolean starts() {
    return holds(UNIT_FILE, unit()) && host.list(STARTED).contains(UNIT);
  }

  private boolean holds(Path file, String text) {
    return host.read(file).equals(Optional.of(text));
  }

  /**
   * Before the first route. That of the loopback addresses is left to {@link #open}.
   *
   * @param chains that the rules are to be in
   */
  void install(List<Chain> chains) {
    Optional<Path> former = former();
    if (host.read(rules()).isEmpty()) {
      host.write(rules(), former.flatMap(f -> host.read(f.resolve(RULES))).orElse(""), 0600);
    }
    if (host.read(loopback()).isEmpty() && (opened() || !Kernel.routesLoopback(host))) {
      host.write(loopback(), "0\n", 0644);
    }
    if (!holds(script(), script(chains))) {
      host.write(script(), script(chains), 0755);
    }
    if (!starts()) {
      host.write(UNIT_FILE, unit(), 0644);
      host.run(Command.of("systemctl", "daemon-reload"));
      host.run(Command.of("systemctl", "enable", "--quiet", UNIT));
    }
    former.ifPresent(this::remove);
  }

  /**
   * The rules as they are; if somebody wiped them, after they were put back: what is changed and
   * kept then is all of them.
   */
  Saved whole() {
    Saved now = Kernel.save(host);
    boolean kept = host.read(rules()).filter(text -> !text.isBlank()).isPresent();
    if (kept && !Chain.jumps(Chain.all(now)).stream().allMatch(now::has)) {
      host.run(Command.of("sh", script().toString()));
      return Kernel.save(host);
    }
    return now;
  }

  /** Lets 127.0.0.0/8 be routed, once {@link Rules#GUARD} is there. */
  void open() {
    if (!Kernel.routesLoopback(host)) {
      host.run(Kernel.routeLoopback(true));
    }
  }

  void keep(Saved now) {
    host.write(rules(), Restore.boot(now), 0600);
    watch.install(Chain.all(now)); // only what is kept can be put back
  }

  /** Before the last route goes: it is not to be put back. */
  void watchNoMore() {
    watch.uninstall();
  }

  /** After the last route. */
  void uninstall() {
    Optional<Path> former = former();
    boolean opened = opened();
    watchNoMore();
    if (host.read(UNIT_FILE).isPresent()) {
      host.run(Command.of("systemctl", "disable", "--quiet", "--now", UNIT));
      host.delete(UNIT_FILE);
      host.run(Command.of("systemctl", "daemon-reload"));
    }
    if (opened) {
      host.run(Kernel.routeLoopback(false));
    }
    remove(home);
    former.ifPresent(this::remove);
  }

  private void remove(Path directory) {
    List.of(LOOPBACK, SCRIPT, RULES, Watch.SCRIPT)
        .forEach(file -> host.delete(directory.resolve(file)));
    host.delete(directory);
  }

  private Path rules() {
    return home.resolve(RULES);
  }

  private Path script() {
    return home.resolve(SCRIPT);
  }

  private Path loopback() {
    return home.resolve(LOOPBACK);
  }

  private String unit() {
    return """
    [Unit]
    Description=Routes of flocker
    Before=docker.service
    After=nftables.service netfilter-persistent.service ufw.service firewalld.service

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    ExecStart=/bin/sh "%s"
    Restart=on-failure
    RestartSec=5

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(script());
  }

  /** Running it again changes nothing. Docker keeps its chain if that is there before it starts. */
  private static String script(List<Chain> chains) {
    String docker =
        chains.stream().anyMatch(Chain::dockers)
            ? "iptables -w 30 -n -L DOCKER-USER >/dev/null 2>&1 || iptables -w 30 -N DOCKER-USER\n"
            : "";
    String jumps =
        Chain.jumps(chains).stream()
            .map(
                j -> "jump " + j.table() + " " + j.chain() + " " + j.option("-j").orElse("") + "\n")
            .collect(Collectors.joining());
    return """
        #!/bin/sh
        # Puts flocker's routes back.
        set -e
        cd "$(dirname "$0")"
        iptables-restore --noflush -w 30 <rules
        jump() {
          iptables -w 30 -t "$1" -C "$2" -j "$3" 2>/dev/null || iptables -w 30 -t "$1" -I "$2" -j "$3"
        }
        """
        + docker
        + jumps
        + """
        if [ -e route_localnet ]; then
          sysctl -q -w net.ipv4.conf.all.route_localnet=1
        fi
        """;
  }
}

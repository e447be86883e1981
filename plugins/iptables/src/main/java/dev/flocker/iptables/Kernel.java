package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Host;
import java.nio.file.Path;

/**
 * The node's packet filter, by whichever variant of iptables the node prefers: that is Docker's
 * too.
 */
final class Kernel {

  static final Command SAVE = Command.of("iptables-save");
  private static final Path ROUTE_LOCALNET = Path.of("/proc/sys/net/ipv4/conf/all/route_localnet");

  /** The exit code of {@code ping}. */
  private static final int NO_ANSWER = 1;

  private Kernel() {}

  static Saved save(Host host) {
    return Saved.parse(host.run(SAVE).output());
  }

  /** Waits for whoever else is changing rules. */
  static Command restore(String text) {
    return Command.of("iptables-restore", "--noflush", "-w", "30").reading(text);
  }

  static void restore(Host host, String text) {
    if (!text.isEmpty()) {
      host.run(restore(text));
    }
  }

  /** Whether a node is up, as far as its answers tell. Without {@code ping} it passes for up. */
  static boolean answers(Host host, String address) {
    try {
      host.run(Command.of("ping", "-n", "-q", "-c", "1", "-W", "1", address));
      return true;
    } catch (CommandFailed e) {
      return e.exit() != NO_ANSWER;
    }
  }

  /** Whether packets from and to 127.0.0.0/8 may leave and enter the node. */
  static boolean routesLoopback(Host host) {
    return host.read(ROUTE_LOCALNET).filter(t -> t.strip().equals("1")).isPresent();
  }

  static Command routeLoopback(boolean on) {
    return Command.of("sysctl", "-q", "-w", "net.ipv4.conf.all.route_localnet=" + (on ? 1 : 0));
  }
}

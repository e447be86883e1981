package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the packets that open connections to a port while it is held, and of UDP all of flows that
 * are new, and lets them go on as if they came in only then: a client that has to send its packet
 * again does so after whole seconds.
 *
 * <p>For each device by which packets come there is a virtual cable with both ends in this node. A
 * copy of each packet (the target {@code TEE}) is sent to a neighbour on the cable that nobody is;
 * the kernel keeps what is for a neighbour until that one's address is known (arp(7), {@code
 * unres_qlen}). To let them go, the address of the cable's other end is given for it. What comes
 * out there is taken for received by the device that it came by at first ({@code mirred}), so that
 * every rule of the node meets it again.
 *
 * <p>The packet itself is dropped all the same, so that all whose copy is not kept come again: this
 * node's own processes, and everybody where iproute2 or a part of the kernel is missing.
 */
record WaitingRoom(Port port, Host host) {

  private static final Path DEVICES = Path.of("/sys/class/net");

  /** Locally administered; they are seen on the cables alone. */
  static final String FRONT_ADDRESS = "02:66:6c:6b:00:01";

  private static final String BACK_ADDRESS = "02:66:6c:6b:00:02";

  /** Between two questions for the neighbour's address; after three the kernel gives it up. */
  private static final int ASKING_MILLIS = 3_600_000;

  /** Packets that can wait at one cable. */
  private static final int PLACES = 1000;

  /**
   * Makes the cables, before anybody is held.
   *
   * @return the devices that have one; none where that cannot be done
   */
  List<String> build() {
    close();
    try {
      List<String> devices = devices();
      List<String> cables = new ArrayList<>();
      List<String> waysBack = new ArrayList<>();
      for (int n = 0; n < devices.size(); n++) {
        cables.add(cable(n));
        waysBack.add(wayBack(n, devices.get(n)));
      }
      host.run(batch("ip", cables));
      host.run(batch("tc", waysBack));
      return devices;
    } catch (CommandFailed e) {
      close();
      return List.of();
    }
  }

  /**
   * Takes copies from now on.
   *
   * @param time when newcomers are led into it, as {@link Holds#during} writes it
   */
  void open(List<String> devices, String time) {
    try {
      Kernel.restore(host, Restore.insert("nat", rules(devices, time)));
    } catch (CommandFailed e) {
      close();
    }
  }

  /** Lets those go on who wait. No rule holds the port any more. */
  void release() {
    attempt(fronts().stream().map(this::answered).toList());
    close();
  }

  /** Whoever waits still has to come again. */
  void close() {
    attempt(fronts().stream().map(front -> "link delete " + front).toList());
  }

  /** Removes the cables of all ports. */
  static void sweep(Host host) {
    for (String device : host.list(DEVICES)) {
      if (device.startsWith("flkh")) {
        host.run(Command.of("ip", "link", "delete", device));
      }
    }
  }

  private List<String> fronts() {
    return host.list(DEVICES).stream().filter(d -> d.startsWith("flkh" + label() + ".")).toList();
  }

  /** Those with an address, as {@code 2: eth0 inet 10.0.0.11/24 ...} */
  private List<String> devices() {
    return host.run(Command.of("ip", "-o", "-4", "address", "show", "up"))
        .output()
        .lines()
        .map(line -> line.split("\\s+")[1])
        .filter(device -> !device.equals("lo"))
        .distinct()
        .toList();
  }

  private String cable(int number) {
    return """
    link add %1$s address %2$s type veth peer name %3$s address %4$s
    ntable change name arp_cache dev %1$s retrans %5$d queue %6$d
    link set %1$s up
    link set %3$s up
    route add %7$s/32 dev %1$s metric %8$d"""
        .formatted(
            front(number),
            FRONT_ADDRESS,
            back(number),
            BACK_ADDRESS,
            ASKING_MILLIS,
            PLACES,
            neighbour(),
            number + 1);
  }

  private String wayBack(int number, String device) {
    return """
    qdisc add dev %1$s ingress
    filter add dev %1$s ingress protocol ip u32 match u32 0 0 \
    action mirred ingress redirect dev %2$s"""
        .formatted(back(number), device);
  }

  private String answered(String front) {
    return "neigh replace %s lladdr %s nud permanent dev %s"
        .formatted(neighbour(), BACK_ADDRESS, front);
  }

  List<Rule> rules(List<String> devices, String time) {
    List<Rule> rules = new ArrayList<>();
    String opening = port.protocol() == Protocol.TCP ? " --tcp-flags FIN,SYN,RST,ACK SYN" : "";
    for (int n = 0; n < devices.size(); n++) {
      String match =
          "-i %s %s%s -m time %s".formatted(devices.get(n), Rules.local(port), opening, time);
      String copy = "TEE --gateway %s --oif %s".formatted(neighbour(), front(n));
      rules.add(new Rule("nat", "FLOCKER-PRE", match + Rules.said(Holds.comment(port)) + copy));
    }
    return rules;
  }

  private String front(int number) {
    return "flkh" + label() + "." + number;
  }

  private String back(int number) {
    return "flkb" + label() + "." + number;
  }

  /** Short: the names of devices have 15 letters at most. */
  private String label() {
    return port.number() + (port.protocol() == Protocol.TCP ? "" : "u");
  }

  /** In a range that is set aside for measurements (RFC 2544); one a port. */
  private String neighbour() {
    int net = port.protocol() == Protocol.TCP ? 18 : 19;
    return "198.%d.%d.%d".formatted(net, port.number() >> 8, port.number() & 0xff);
  }

  private static Command batch(String program, List<String> lines) {
    return Command.of(program, "-batch", "-").reading(String.join("\n", lines) + "\n");
  }

  private void attempt(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    try {
      host.run(batch("ip", lines));
    } catch (CommandFailed e) {
      // Whoever waits comes again.
    }
  }
}

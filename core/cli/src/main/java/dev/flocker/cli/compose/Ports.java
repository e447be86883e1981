package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Protocol;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ports of services, those that they expose to others alone included. */
final class Ports {

  private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "*");
  private static final Set<String> KNOWN =
      Set.of("target", "published", "host_ip", "protocol", "mode", "name", "app_protocol");

  /** Each is published and led to by itself. */
  private static final int MOST = 256;

  private final Translation t;
  private final Vocabulary vocabulary;
  private final Remarks remarks;
  private final FreePorts free;

  Ports(Translation t) {
    this.t = t;
    this.vocabulary = t.vocabulary();
    this.remarks = t.remarks();
    this.free = new FreePorts(t);
  }

  void into(Draft draft, String service, Tree.Mapping of) {
    String subject = "service " + service;
    String network = Trees.text(of, "network_mode");
    if (!network.isEmpty() && !network.equals("bridge")) {
      String why = "it has no network of its own, but " + network;
      of.entry("ports").ifPresent(e -> remarks.notTaken(e.place(), subject, "ports", why));
      return;
    }
    List<Tree> ports = of.get("ports").map(Trees::items).orElse(List.of());
    if (ports.size() > MOST) {
      remarks.problem(
          ports.getFirst().place(),
          subject + ": ports",
          "are " + ports.size() + ", and flocker leads to no more than " + MOST,
          "use network_mode: host for so many");
      return;
    }
    Set<Port> there = new HashSet<>();
    for (Tree item : ports) {
      if (item instanceof Tree.Mapping port) {
        published(draft, subject + ": ports", port, there);
      }
    }
    for (Tree item : of.get("expose").map(Trees::items).orElse(List.of())) {
      exposed(draft, subject, item, there);
    }
    add(draft, of.place(), KnownPorts.exposed(service, t), there);
  }

  private void exposed(Draft draft, String subject, Tree item, Set<Port> there) {
    List<Port> ports = KnownPorts.in(Trees.text(item));
    if (ports.isEmpty() || !KnownPorts.isTaken(ports.getFirst().protocol(), vocabulary)) {
      String why = "others reach a service by TCP" + (udp() ? " and UDP" : "") + " alone";
      remarks.notTaken(item.place(), subject + ": expose", Trees.text(item), why);
      return;
    }
    add(draft, item.place(), ports, there);
  }

  private static void add(Draft draft, Place place, Collection<Port> ports, Set<Port> there) {
    for (Port port : ports) {
      if (there.add(port)) {
        draft.add("ports", written(place, port).mapping());
      }
    }
  }

  private void published(Draft draft, String subject, Tree.Mapping port, Set<Port> there) {
    String protocol = Trees.text(port, "protocol");
    List<Port> target = KnownPorts.in(Trees.text(port, "target") + "/" + protocol);
    if (target.isEmpty() || !KnownPorts.isTaken(target.getFirst().protocol(), vocabulary)) {
      remarks.problem(
          port.place(),
          subject,
          "flocker publishes TCP" + (udp() ? " and UDP" : "") + " alone, and this is " + protocol,
          "remove it");
      return;
    }
    Port internal = target.getFirst();
    Trees made = written(port.place(), internal);
    boolean published = external(subject, port, internal.protocol(), made);
    if (there.add(internal) || published) {
      draft.add("ports", made.mapping());
    }
    port.entries().stream()
        .filter(e -> !KNOWN.contains(e.key()) && !e.key().startsWith("x-"))
        .forEach(e -> remarks.notTaken(e.place(), subject, e.key(), "it is for a swarm"));
  }

  private boolean udp() {
    return KnownPorts.isTaken(Protocol.UDP, vocabulary);
  }

  private static Trees written(Place place, Port internal) {
    Trees made = new Trees(place).with("internal", number(place, internal));
    return internal.protocol() == Protocol.TCP
        ? made
        : made.with("protocol", internal.protocol().toString());
  }

  /**
   * Adds where it is published, and opens nothing wider than it is written.
   *
   * @return whether it is published
   */
  private boolean external(String subject, Tree.Mapping port, Protocol protocol, Trees made) {
    String published = Trees.text(port, "published");
    Place place = port.place();
    if (published.isEmpty() || published.equals("0")) {
      remarks.note(
          place,
          subject,
          Trees.text(port, "target")
              + " would be published on a port of Docker's choice: it is not published");
      return false;
    }
    Port external = chosen(subject, place, PortRange.parse(published), protocol);
    String address = Trees.text(port, "host_ip");
    if (external == null || !address(subject, place, address)) {
      return false;
    }
    made.with("external", number(place, external));
    if (!EVERYWHERE.contains(address)) {
      made.with("address", address);
    }
    return true;
  }

  private @Nullable Port chosen(String subject, Place place, PortRange range, Protocol protocol) {
    if (range.size() == 1) {
      return range.of(protocol).getFirst();
    }
    Port one = free.of(range, protocol).orElse(null);
    if (one == null) {
      String why = "has none of the ports " + range + " left: other services have them";
      remarks.problem(place, subject, why, "give it a wider range");
    } else {
      remarks.note(place, subject, "of the ports " + range + " it is published on " + one.number());
    }
    return one;
  }

  /** Whether it can be published there. */
  private boolean address(String subject, Place place, String address) {
    if (EVERYWHERE.contains(address)) {
      return true;
    }
    if (vocabulary.has("ports.address") && !address.contains(":")) {
      return true;
    }
    String why =
        vocabulary.has("ports.address")
            ? "the port is not published, as flocker knows addresses of IPv4 alone"
            : "the port is not published, as it would be for everybody";
    remarks.notTaken(place, subject, "the address " + address, why);
    return false;
  }

  private static Tree number(Place place, Port port) {
    return Trees.plain(place, String.valueOf(port.number()));
  }
}

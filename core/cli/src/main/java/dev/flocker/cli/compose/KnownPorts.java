package dev.flocker.cli.compose;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Protocol;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** On which ports others reach a service: those that it publishes and those that it exposes. */
final class KnownPorts {

  private KnownPorts() {}

  /** More ports of one service are led to by none: nobody means each of them. */
  static final int MOST = 64;

  /** Those of protocols that containers have here, its image's included. */
  static Set<Port> of(String service, Translation t) {
    Set<Port> known = named(service, t);
    known.addAll(exposed(service, t));
    return known;
  }

  /** Those that its image adds, as far as nodes have told them; none if all are too many. */
  static Set<Port> exposed(String service, Translation t) {
    Set<Port> ports = new TreeSet<>(t.exposed().of(t.names().of(service)).orElse(Set.of()));
    ports.removeIf(port -> !isTaken(port.protocol(), t.vocabulary()));
    ports.removeAll(named(service, t));
    return ports.size() + named(service, t).size() > MOST ? Set.of() : ports;
  }

  /** Those that a file names. */
  static Set<Port> named(String name, Translation t) {
    Tree.Mapping service = t.service(name);
    Set<Port> known = new TreeSet<>();
    for (Tree item : service.get("ports").map(Trees::items).orElse(List.of())) {
      if (item instanceof Tree.Mapping m) {
        known.addAll(in(Trees.text(m, "target") + "/" + Trees.text(m, "protocol")));
      }
    }
    for (Tree item : service.get("expose").map(Trees::items).orElse(List.of())) {
      known.addAll(in(Trees.text(item)));
    }
    known.removeIf(port -> !isTaken(port.protocol(), t.vocabulary()));
    return known;
  }

  static boolean isTaken(Protocol protocol, Vocabulary vocabulary) {
    return protocol == Protocol.TCP || vocabulary.has("ports.protocol");
  }

  /**
   * What {@code 8000-8010/udp} stands for.
   *
   * @return none if that is no port, or one of a protocol that flocker does not know
   */
  static List<Port> in(String text) {
    String[] parts = text.split("/", 2);
    String protocol = parts.length == 1 ? "" : parts[1].toLowerCase(Locale.ROOT);
    if (!protocol.matches("|tcp|udp")) {
      return List.of();
    }
    try {
      return PortRange.parse(parts[0]).of(protocol.equals("udp") ? Protocol.UDP : Protocol.TCP);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}

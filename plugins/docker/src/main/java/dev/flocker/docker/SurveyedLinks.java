package dev.flocker.docker;

import dev.flocker.api.node.Outside;
import dev.flocker.api.value.Port;
import dev.flocker.docker.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which containers from outside reach which by name, over networks that both are in. */
final class SurveyedLinks {

  /** Below those that programs are given by the kernel. */
  private static final int FIRST_FREE = 20_000;

  private static final int FREE = 12_000;

  /** On these nobody is found by name. */
  private static final Set<String> NAMELESS = Set.of("bridge", "default", "host", "none");

  private final List<Inspection> all;
  private final Map<String, Json> images;
  private final SurveyedNames names;

  SurveyedLinks(List<Inspection> all, Map<String, Json> images, SurveyedNames names) {
    this.all = all;
    this.images = images;
    this.names = names;
  }

  List<Outside> links() {
    List<Outside> links = new ArrayList<>();
    for (Inspection from : all) {
      Set<Port> taken = ports(from);
      for (Inspection to : all) {
        Set<String> common = new TreeSet<>(networks(from));
        common.retainAll(networks(to));
        if (!from.id().equals(to.id()) && !common.isEmpty()) {
          ports(to).forEach(port -> links.add(link(from, to, port, taken)));
        }
      }
    }
    return links;
  }

  /** On its own loopback address it finds nobody else: it may listen there on whatever it likes. */
  private Outside link(Inspection from, Inspection to, Port port, Set<Port> taken) {
    String name = names.of(to).text();
    int any = FIRST_FREE + Math.floorMod((name + ":" + port).hashCode(), FREE);
    Port local = new Port(any, port.protocol());
    while (!taken.add(local)) {
      local = new Port(local.number() + 1, port.protocol());
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("from", names.of(from).text());
    keys.put("to", name);
    keys.put("local_port", local.toString());
    keys.put("remote_port", port.toString());
    keys.put("alias", name);
    return new Outside("link", keys, Map.of(), List.of());
  }

  private static Set<String> networks(Inspection container) {
    Set<String> networks =
        new TreeSet<>(container.json().at("NetworkSettings", "Networks").entries().keySet());
    networks.removeAll(NAMELESS);
    return networks;
  }

  /** Those that it publishes or its image exposes. */
  private Set<Port> ports(Inspection container) {
    Json image = images.getOrDefault(container.image(), Json.parse("{}"));
    Set<Port> ports =
        ExposedPorts.named(container.json().at("HostConfig", "PortBindings").entries().keySet());
    ports.addAll(ExposedPorts.of(container.json().at("Config")));
    ports.addAll(ExposedPorts.of(image.at("Config")));
    return ports;
  }
}

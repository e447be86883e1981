package dev.flocker.docker;

import dev.flocker.api.node.Outside;
import dev.flocker.api.value.LocalPorts;
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
      LocalPorts local = new LocalPorts(ports(from));
      for (Inspection to : all) {
        Set<String> common = new TreeSet<>(networks(from));
        common.retainAll(networks(to));
        if (!from.id().equals(to.id()) && !common.isEmpty()) {
          ports(to).forEach(port -> links.add(link(from, to, port, local)));
        }
      }
    }
    return links;
  }

  private Outside link(Inspection from, Inspection to, Port port, LocalPorts local) {
    String name = names.of(to).text();
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("from", names.of(from).text());
    keys.put("to", name);
    keys.put("local_port", local.next(name, port).toString());
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

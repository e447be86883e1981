package dev.flocker.docker;

import dev.flocker.api.value.Port;
import dev.flocker.docker.json.Json;
import java.util.Set;
import java.util.TreeSet;

/** The ports that Docker shows as {@code 5432/tcp} and {@code 53/udp}. */
final class ExposedPorts {

  private ExposedPorts() {}

  /**
   * Those that a configuration exposes, an image's or a container's. Others than TCP's and UDP's
   * are left out: flocker leads to none of them.
   *
   * @param config {@code Config} of {@code docker inspect}
   */
  static Set<Port> of(Json config) {
    return named(config.at("ExposedPorts").entries().keySet());
  }

  static Set<Port> named(Set<String> names) {
    Set<Port> ports = new TreeSet<>();
    names.stream()
        .filter(p -> p.matches("[0-9]{1,5}/(tcp|udp)"))
        .filter(p -> isPort(Integer.parseInt(p.substring(0, p.indexOf('/')))))
        .forEach(p -> ports.add(Port.parse(p.replace("/tcp", ""))));
    return ports;
  }

  /** Tools other than Docker write what they like. */
  private static boolean isPort(int number) {
    return number > 0 && number <= 65535;
  }
}

package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as inventories name it: {@code n1}, {@code n[1:3]:2222}, {@code [2001:db8::7]:22}.
 *
 * @param pattern may hold ranges
 */
record HostName(String pattern, Optional<String> port) {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern RANGES = Pattern.compile("\\[[^\\[\\]]*]");

  static HostName parse(String text) {
    int colon = text.lastIndexOf(':');
    String name = text.substring(0, Math.max(0, colon));
    String port = text.substring(colon + 1);
    if (name.isEmpty() || !DIGITS.matcher(port).matches()) {
      return new HostName(text, Optional.empty());
    }
    if (name.startsWith("[") && name.endsWith("]")) {
      return new HostName(name.substring(1, name.length() - 1), Optional.of(port));
    }
    boolean address = RANGES.matcher(name).replaceAll("").contains(":"); // of IPv6, without a port
    return address ? new HostName(text, Optional.empty()) : new HostName(name, Optional.of(port));
  }

  /**
   * Adds the hosts to a group.
   *
   * @return their names
   * @throws IllegalArgumentException with cause and remedy, if a range is none
   */
  List<String> addTo(Entries entries, Entries.GroupEntry group, Place place) {
    List<String> names = Ranges.expand(pattern);
    for (String name : names) {
      entries.host(name, place);
      group.hosts.add(name);
      port.ifPresent(
          p ->
              entries.hostVariable(
                  name, place, "ansible_port", new Tree.Scalar(place, p, false, false)));
    }
    return names;
  }
}

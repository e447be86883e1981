package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host as inventories name it: {@code n1}, {@code n[1:3]:2222}, {@code [2001:db8::7]:22}.
 *
 * @param pattern may hold ranges
 */
record HostName(String pattern, Optional<String> port) {

  private static final Pattern IN_BRACKETS = Pattern.compile("\\[(.+)]:([0-9]+)");
  private static final Pattern WITH_PORT =
      Pattern.compile("((?:[\\p{L}\\p{N}_.-]|\\[[^\\]]*])+):([0-9]+)");

  static HostName parse(String text) {
    for (Pattern form : List.of(IN_BRACKETS, WITH_PORT)) {
      Matcher m = form.matcher(text);
      if (m.matches()) {
        return new HostName(m.group(1), Optional.of(m.group(2)));
      }
    }
    return new HostName(text, Optional.empty());
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

package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ports in their long form: {@code {target, published, host_ip, protocol}}, one for each port of a
 * range. A port alone has no {@code published}.
 */
final class PortForms {

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:(?<ip>\\[[0-9a-fA-F:.]+]|[0-9]+(?:\\.[0-9]+){3}):)?(?<published>[0-9]*(?:-[0-9]+)?):)?"
              + "(?<target>[0-9]+(?:-[0-9]+)?)"
              + "(?:/(?<protocol>[a-zA-Z]+))?");
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "sctp");

  private PortForms() {}

  static @Nullable Tree of(Tree written, Complaint complaint) {
    if (!(written instanceof Tree.Sequence list)) {
      complaint.about(written, "is not a list", "write [\"8080:80\"]");
      return null;
    }
    List<Tree> ports = new ArrayList<>();
    for (Tree item : list.items()) {
      try {
        if (item instanceof Tree.Mapping m) {
          ports.add(longForm(m));
        } else {
          ports.addAll(shortForm(item.place(), Trees.text(item)));
        }
      } catch (IllegalArgumentException e) {
        complaint.about(item, e);
      }
    }
    return new Tree.Sequence(list.place(), ports);
  }

  private static Tree longForm(Tree.Mapping port) {
    port(Trees.text(port, "target"));
    String published = Trees.text(port, "published");
    if (!published.isEmpty() && !published.equals("0")) {
      PortRange.parse(published);
    }
    protocol(Trees.text(port, "protocol"));
    return port;
  }

  private static List<Tree> shortForm(Place place, String text) {
    Matcher m = SHORT.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no port; write PORT, PUBLISHED:PORT or ADDRESS:PUBLISHED:PORT");
    }
    PortRange target = PortRange.parse(m.group("target"));
    String written = m.group("published") == null ? "" : m.group("published");
    PortRange published = written.isEmpty() ? null : PortRange.parse(written);
    boolean choice = target.size() == 1 && published != null && published.size() > 1;
    if (published != null && !choice && published.size() != target.size()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has ranges of different lengths; make them equally long");
    }
    String ip = m.group("ip") == null ? "" : m.group("ip").replaceAll("[\\[\\]]", "");
    String protocol = protocol(m.group("protocol") == null ? "" : m.group("protocol"));
    List<Tree> ports = new ArrayList<>();
    for (int i = 0; i < target.size(); i++) {
      Trees port = new Trees(place).with("target", number(place, target.first() + i));
      if (published != null) {
        port.with("published", choice ? written : String.valueOf(published.first() + i));
      }
      if (!ip.isEmpty()) {
        port.with("host_ip", ip);
      }
      ports.add(port.with("protocol", protocol).mapping());
    }
    return ports;
  }

  private static Tree number(Place place, int number) {
    return Trees.plain(place, String.valueOf(number));
  }

  private static String protocol(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.isEmpty() && !PROTOCOLS.contains(lower)) {
      throw new IllegalArgumentException("\"" + text + "\" is no protocol; write tcp or udp");
    }
    return lower.isEmpty() ? "tcp" : lower;
  }

  /** In the long form a port is one; there may be a choice of those that it is published on. */
  private static void port(String text) {
    if (PortRange.parse(text).size() > 1) {
      throw new IllegalArgumentException(
          "\"" + text + "\" are several ports; write the short form, \"8000-8010:8000-8010\"");
    }
  }
}

package dev.flocker.geard;

import dev.flocker.api.value.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One link of a container: {@code 127.0.0.1:local} in it leads to {@code host:port}, both of one
 * protocol.
 *
 * @param named address and port that lead there too; empty if there are none
 */
record Link(Port local, String host, Port port, Optional<String> named) {

  private static final Pattern LINE =
      Pattern.compile(
          "# link ([0-9]{1,5}(?:/udp)?) ([0-9.]{7,15}):([0-9]{1,5})(?: (127[0-9.]{6,12}:[0-9]{1,5}))?");

  static Link of(LinkState state) {
    return new Link(state.localPort(), state.host(), state.port(), state.named());
  }

  String destination() {
    return host + ":" + port.number();
  }

  /** As it stands in a {@link LinkScript}. */
  String line() {
    return "# link " + local + " " + destination() + named.map(n -> " " + n).orElse("");
  }

  static Optional<Link> parse(String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      return Optional.empty();
    }
    Port local = Port.parse(m.group(1));
    Port port = new Port(Integer.parseInt(m.group(3)), local.protocol());
    return Optional.of(new Link(local, m.group(2), port, Optional.ofNullable(m.group(4))));
  }

  /** Where in the container it can be dialled: addresses, each with a port. */
  List<String> places() {
    List<String> places = new ArrayList<>(List.of(Loopback.USUAL + ":" + local.number()));
    named.ifPresent(places::add);
    return places;
  }

  static String addressOf(String place) {
    return place.substring(0, place.indexOf(':'));
  }

  static String portOf(String place) {
    return place.substring(place.indexOf(':') + 1);
  }

  List<String> rules() {
    return places().stream().flatMap(p -> Stream.of(outRule(p), backRule(p))).toList();
  }

  private String outRule(String place) {
    return "-A FLOCKER-LINK-OUT -d %s/32 -p %s --dport %s -j DNAT --to-destination %s"
        .formatted(addressOf(place), local.protocol(), portOf(place), destination());
  }

  private String backRule(String place) {
    return ("-A FLOCKER-LINK-BACK -s 127.0.0.0/8 -p %s -m conntrack --ctstate DNAT"
            + " --ctorigdst %s --ctorigdstport %s -j MASQUERADE")
        .formatted(local.protocol(), addressOf(place), portOf(place));
  }
}

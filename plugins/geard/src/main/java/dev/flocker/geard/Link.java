package dev.flocker.geard;

import dev.flocker.api.value.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One link of a container: {@code 127.0.0.1:local} in it leads to {@code host:port}.
 *
 * @param named address and port that lead there too; empty if there are none
 */
record Link(Port local, String host, Port port, Optional<String> named) {

  private static final Pattern LINE =
      Pattern.compile(
          "# link ([0-9]{1,5}) ([0-9.]{7,15}):([0-9]{1,5})(?: (127[0-9.]{6,12}:[0-9]{1,5}))?");

  static Link of(LinkState state) {
    return new Link(state.localPort(), state.host(), state.port(), state.named());
  }

  String destination() {
    return host + ":" + port;
  }

  /** As it stands in a {@link LinkScript}. */
  String line() {
    return "# link " + local + " " + destination() + named.map(n -> " " + n).orElse("");
  }

  static Optional<Link> parse(String line) {
    Matcher m = LINE.matcher(line);
    return m.matches()
        ? Optional.of(
            new Link(
                Port.parse(m.group(1)),
                m.group(2),
                Port.parse(m.group(3)),
                Optional.ofNullable(m.group(4))))
        : Optional.empty();
  }

  /** Where in the container it can be dialled: addresses, each with a port. */
  List<String> places() {
    List<String> places = new ArrayList<>(List.of(Loopback.USUAL + ":" + local));
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
    return "-A FLOCKER-LINK-OUT -d %s/32 -p tcp --dport %s -j DNAT --to-destination %s"
        .formatted(addressOf(place), portOf(place), destination());
  }

  private static String backRule(String place) {
    return ("-A FLOCKER-LINK-BACK -s 127.0.0.0/8 -p tcp -m conntrack --ctstate DNAT"
            + " --ctorigdst %s --ctorigdstport %s -j MASQUERADE")
        .formatted(addressOf(place), portOf(place));
  }
}

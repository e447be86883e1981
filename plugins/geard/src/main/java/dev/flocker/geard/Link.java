package dev.flocker.geard;

import dev.flocker.api.value.Port;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One link of a container: {@code 127.0.0.1:local} in it leads to {@code host:port}. */
record Link(Port local, String host, Port port) {

  private static final Pattern LINE =
      Pattern.compile("# link ([0-9]{1,5}) ([0-9.]{7,15}):([0-9]{1,5})");

  static Link of(LinkState state) {
    return new Link(state.localPort(), state.host(), state.port());
  }

  String destination() {
    return host + ":" + port;
  }

  /** As it stands in a {@link LinkScript}. */
  String line() {
    return "# link " + local + " " + destination();
  }

  static Optional<Link> parse(String line) {
    Matcher m = LINE.matcher(line);
    return m.matches()
        ? Optional.of(new Link(Port.parse(m.group(1)), m.group(2), Port.parse(m.group(3))))
        : Optional.empty();
  }

  String outRule() {
    return "-A FLOCKER-LINK-OUT -d 127.0.0.1/32 -p tcp --dport %s -j DNAT --to-destination %s"
        .formatted(local, destination());
  }

  String backRule() {
    return ("-A FLOCKER-LINK-BACK -s 127.0.0.0/8 -p tcp -m conntrack --ctstate DNAT"
            + " --ctorigdst 127.0.0.1 --ctorigdstport %s -j MASQUERADE")
        .formatted(local);
  }
}

package dev.flocker.iptables;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Port;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Lets newcomers wait, by dropping the packet that opens a connection: the client sends it again,
 * after a second at first, or a copy of it goes on as soon as the hold ends ({@link WaitingRoom}).
 * Where it is dropped the connection was not recorded yet, so that the next attempt is led anew, to
 * where the route leads then. That is on the node that the container leaves; a node that had led it
 * there goes on doing so, and from there it is led on.
 *
 * <p>The rules carry the time at which they lose their effect, so nothing need run to end a hold.
 */
final class Holds {

  private Holds() {}

  /**
   * The time on the node's clock after a while, for {@code -m time --datestop}: UTC, in seconds.
   */
  static String until(Host host, Duration while_) {
    String now = host.run(Command.of("date", "+%s")).firstLine().orElse("0").strip();
    Instant end = Instant.ofEpochSecond(Long.parseLong(now)).plus(while_).plusSeconds(1);
    String text = end.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1);
  }

  static String comment(Port port) {
    return "flocker-hold:" + port;
  }

  /**
   * Connections that are turned, here or by Docker, and those to Docker's proxy or to a port that
   * is not published at the moment.
   */
  static List<Rule> of(Port port, String until) {
    String end =
        " -m conntrack --ctstate NEW -m time --datestop "
            + until
            + Rules.said(comment(port))
            + "DROP";
    String turned = "-p tcp -m conntrack --ctstate DNAT --ctorigdstport " + port + end;
    return List.of(
        new Rule("filter", "FLOCKER-FWD", turned),
        new Rule("filter", "FLOCKER-OUT", turned),
        new Rule("filter", "FLOCKER-IN", "-p tcp -m tcp --dport " + port + end));
  }
}

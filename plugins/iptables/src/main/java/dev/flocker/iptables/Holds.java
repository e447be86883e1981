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
 * <p>The rules carry the time in which they have an effect, so nothing need run to end a hold.
 */
final class Holds {

  private static final String COMMENT = "flocker-hold:";

  private Holds() {}

  /**
   * From now for a while on the node's clock, in UTC, as what follows {@code -m time}. A clock that
   * is set back ends it too.
   */
  static String during(Host host, Duration lease) {
    String now = host.run(Command.of("date", "+%s")).firstLine().orElse("0").strip();
    Instant begin = Instant.ofEpochSecond(Long.parseLong(now));
    return "--datestart " + text(begin) + " --datestop " + text(begin.plus(lease).plusSeconds(1));
  }

  private static String text(Instant time) {
    String text = time.truncatedTo(ChronoUnit.SECONDS).toString();
    return text.substring(0, text.length() - 1);
  }

  static String comment(Port port) {
    return COMMENT + port;
  }

  /** Whether a rule is of a hold, of whatever port. */
  static boolean isOne(Rule rule) {
    return rule.option("--comment").filter(c -> c.startsWith(COMMENT)).isPresent();
  }

  /**
   * Connections that are turned, here or by Docker, and those to Docker's proxy or to a port that
   * is not published at the moment.
   */
  static List<Rule> of(Port port, String time) {
    String end = " -m conntrack --ctstate NEW -m time " + time + Rules.said(comment(port)) + "DROP";
    String turned = Rules.turned(port) + end;
    return List.of(
        new Rule("filter", "FLOCKER-FWD", turned),
        new Rule("filter", "FLOCKER-OUT", turned),
        new Rule("filter", "FLOCKER-IN", Rules.dialled(port) + end));
  }
}

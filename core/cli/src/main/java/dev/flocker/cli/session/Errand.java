package dev.flocker.cli.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who comes to a node, and for what: others who find it locked are told, and its journal.
 *
 * @param by {@code ann@laptop}
 * @param command {@code volume push}; no arguments, which may be secret
 */
public record Errand(String by, String command) {

  /**
   * @param environment of this process
   * @param arguments of the command line
   */
  public static Errand of(Map<String, String> environment, List<String> arguments) {
    String login = environment.getOrDefault("LOGNAME", System.getProperty("user.name"));
    List<String> words = arguments.subList(begin(arguments), arguments.size());
    String command =
        words.stream()
            .takeWhile(word -> word.matches("[a-z]+"))
            .limit(words.stream().findFirst().filter("volume"::equals).isPresent() ? 2 : 1)
            .collect(Collectors.joining(" "));
    return new Errand(environment.getOrDefault("USER", login) + "@" + host(), command);
  }

  /** Where the command stands: options of flocker's own may come before it. */
  private static int begin(List<String> arguments) {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      at += arguments.get(at).equals("--plugins") ? 2 : 1;
    }
    return Math.min(at, arguments.size());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }
}

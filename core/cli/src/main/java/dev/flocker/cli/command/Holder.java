package dev.flocker.cli.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Who runs this and from where, for others who find a lock held. */
final class Holder {

  private Holder() {}

  /** {@code ann@laptop}. */
  static String name(Map<String, String> environment) {
    String login = environment.getOrDefault("LOGNAME", System.getProperty("user.name"));
    return environment.getOrDefault("USER", login) + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }
}

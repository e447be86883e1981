package dev.flocker.docker;

import java.util.Set;
import java.util.regex.Pattern;

/** An IPv4 address that a node has: of one of its devices, or of its loopback. */
public record NodeAddress(String text) {

  private static final String PART = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern FORM = Pattern.compile(PART + "(?:\\." + PART + "){3}");

  public static NodeAddress parse(String text) {
    if (text.equals(DockerCommands.EVERYWHERE)) {
      throw new IllegalArgumentException(
          text + " is every address; leave it out, and every node leads there");
    }
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no IPv4 address; write one of the node's, such as 127.0.0.1");
    }
    return new NodeAddress(text);
  }

  /**
   * Whether a node has it.
   *
   * @param addresses that its kernel lists
   */
  static boolean isOf(Set<String> addresses, String text) {
    return text.startsWith("127.") || addresses.contains(text);
  }

  @Override
  public String toString() {
    return text;
  }
}

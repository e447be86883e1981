package dev.flocker.docker.option;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A network of a container's own, its node's, none, or another container's.
 *
 * @param mode as Docker has it; {@code container:} with a name, or with the beginning of an ID of
 *     one that is not there under a name
 */
public record Network(String mode) {

  public static final Network BRIDGE = new Network("bridge");
  public static final Network HOST = new Network("host");
  public static final Network NONE = new Network("none");

  private static final String CONTAINER = "container:";
  private static final Pattern OF_CONTAINER =
      Pattern.compile(CONTAINER + "[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final int LENGTH_OF_ID = 12;

  public static Network parse(String text) {
    if (OF_CONTAINER.matcher(text).matches()) {
      return new Network(text);
    }
    return List.of(BRIDGE, HOST, NONE).stream()
        .filter(n -> n.mode.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"" + text + "\" is not allowed; use bridge, host, none or container:NAME"));
  }

  public static Network of(String container) {
    return new Network(CONTAINER + container);
  }

  /** Of one that is not there any more, or was started since. */
  public static Network ofId(String id) {
    return of(id.substring(0, LENGTH_OF_ID));
  }

  /** Empty for what flocker makes no container with. */
  static Optional<Network> ofDocker(String mode) {
    if (OF_CONTAINER.matcher(mode).matches()) {
      String which = mode.substring(CONTAINER.length());
      return Optional.of(which.matches("[0-9a-f]{64}") ? ofId(which) : of(which));
    }
    return List.of(BRIDGE, HOST, NONE).stream().filter(n -> n.mode.equals(mode)).findFirst();
  }

  /** Whose it is; empty if it is no other container's. */
  public Optional<String> container() {
    return Optional.of(mode)
        .filter(m -> m.startsWith(CONTAINER))
        .map(m -> m.substring(CONTAINER.length()));
  }

  @Override
  public String toString() {
    return mode;
  }
}

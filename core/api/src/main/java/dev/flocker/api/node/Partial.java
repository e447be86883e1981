package dev.flocker.api.node;

import java.util.List;
import java.util.Optional;

/**
 * What transfers that were cut short left on the receiving node.
 *
 * @param token by which the sender goes on where the last of them stopped; empty if it was between
 *     two streams
 * @param versions that arrived whole and are no copy yet; oldest first
 * @param discard the command line by which a person throws away here what arrived of a stream;
 *     empty if there is nothing of one
 * @since 0.1
 */
public record Partial(Optional<String> token, List<Version> versions, String discard) {

  public static final Partial NONE = new Partial(Optional.empty(), List.of(), "");
}

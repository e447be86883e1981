package dev.flocker.docker.option;

import dev.flocker.api.value.ByteSize;

/**
 * How much memory and swap a container may have together.
 *
 * @param bytes -1 for as much swap as the node has
 */
public record Swap(long bytes) {

  public static Swap parse(String text) {
    return new Swap(text.equals("-1") ? -1 : ByteSize.parse(text).bytes());
  }

  @Override
  public String toString() {
    return Long.toString(bytes);
  }
}

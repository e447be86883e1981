package dev.flocker.api.node;

/**
 * Told of what takes long.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Progress {

  Progress NONE = (what, done, total) -> {};

  /**
   * @param done in bytes, or 0
   * @param total in bytes; -1 if not known
   */
  void report(String what, long done, long total);
}

package dev.flocker.api.node;

/**
 * Can do the slow part of a change beforehand, while everything still runs.
 *
 * @since 0.1
 */
public interface Preparable<S extends Record> {

  /**
   * Does what needs no stop: fetches images, creates but does not start. Doing it again does no
   * harm.
   */
  void prepare(Change<S> change, Host host, Progress progress);
}

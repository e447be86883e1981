package dev.flocker.api.node;

/**
 * Can do the slow part of a change beforehand, while everything still runs.
 *
 * @since 0.1
 */
public interface Preparable<S extends Record> {

  /**
   * Does what needs no stop: fetches images, creates but does not start. Of what leads to something
   * that is to start, it does what must hold before the start. Doing it again does no harm.
   *
   * <p>Of a {@link Change.Replace} it leaves what is to be replaced as it is, and with it the
   * version observed: core compares that with the plan's once more before the stop, and takes
   * another one for somebody else's change. What it makes of a {@link Change.Create} or a {@link
   * Change.Update} may be observed afterwards: {@code apply} is then to find that.
   */
  void prepare(Change<S> change, Host host, Progress progress);
}

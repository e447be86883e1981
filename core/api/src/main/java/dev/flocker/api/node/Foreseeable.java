package dev.flocker.api.node;

/**
 * Can tell of a change, before anything is touched, that this node cannot make it.
 *
 * @since 0.1
 */
public interface Foreseeable<S extends Record> {

  /**
   * Changes nothing. Asked of what is to be created, updated or replaced, and of what data is to
   * become where it moves; and of what is to be removed, where its data goes too or it was outside
   * of flocker.
   *
   * @throws Failure naming what the node lacks
   */
  void foresee(Change<S> change, Host host);
}

package dev.flocker.api.node;

import dev.flocker.api.Ref;

/**
 * What is to be done to one resource on one node. {@code version} is that of the observation it was
 * planned from, and empty where whatever is there is to be changed. Core looks again just before it
 * calls {@code apply}, or before the stop at what is to be replaced, and refuses if the version is
 * another one.
 *
 * @since 0.1
 */
public sealed interface Change<S extends Record> {

  Ref ref();

  record Create<S extends Record>(Ref ref, String project, S want) implements Change<S> {}

  record Update<S extends Record>(Ref ref, String project, S want, S have, String version)
      implements Change<S> {}

  /**
   * The old one has been quiesced; the new one is resumed after. Prepared beforehand, if the half
   * is {@link Preparable}.
   */
  record Replace<S extends Record>(Ref ref, String project, S want, S have, String version)
      implements Change<S> {}

  /**
   * @param destroyData whether data goes too; false unless the user allowed it
   */
  record Remove<S extends Record>(
      Ref ref, String project, S have, String version, boolean destroyData) implements Change<S> {}
}

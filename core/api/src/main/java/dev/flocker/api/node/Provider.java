package dev.flocker.api.node;

import org.pf4j.ExtensionPoint;

/**
 * Provides a resource type on nodes: Docker provides containers. Exactly one provider must accept a
 * resource.
 *
 * @since 0.1
 */
public interface Provider<D extends Record, S extends Record> extends ExtensionPoint {

  /** The resource type's name. */
  String type();

  /** Its own name: {@code docker}. */
  String name();

  boolean accepts(D spec);

  NodeHalf<S> node();
}

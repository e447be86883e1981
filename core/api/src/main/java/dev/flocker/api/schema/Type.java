package dev.flocker.api.schema;

import java.util.List;
import java.util.Optional;

/**
 * The type of a value as the reference and JSON Schema show it.
 *
 * @since 0.1
 */
public sealed interface Type {

  /**
   * A leaf.
   *
   * @param name for people: {@code port}, {@code size}, {@code duration}, {@code text}, {@code
   *     number}, {@code true or false}
   * @param choices the only values allowed; empty if there is no such list
   */
  record Leaf(String name, Class<?> java, List<String> choices) implements Type {}

  /**
   * @param orOne whether a single value stands for a list of one
   */
  record ListOf(Type item, boolean orOne) implements Type {}

  record MapOf(Type value) implements Type {}

  /**
   * @param shortly what may stand for its keys: see {@link ShortForm}
   */
  record Nested(Schema<?> schema, Optional<Type> shortly) implements Type {}
}

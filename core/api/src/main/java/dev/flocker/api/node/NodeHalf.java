package dev.flocker.api.node;

import java.util.List;

/**
 * The half of a resource type that works on a node. What else it can do, it says by implementing
 * {@link Preparable}, {@link Replaceable}, {@link Quiesceable}, {@link Holdable}, {@link Movable}.
 *
 * @since 0.1
 */
public interface NodeHalf<S extends Record> {

  /** What the node must have, for {@code flocker doctor}. */
  List<Requirement> requirements();

  /**
   * What a person can do on this node for something that it lacks. Reads only.
   *
   * @return lines, in the order in which a person reads and follows them
   */
  default List<String> remedies(Requirement lacking, Host host) {
    return List.of(lacking.remedy());
  }

  /**
   * Looks at all of the scope at once, in a number of commands that does not grow with the number
   * of resources. Reads only: not even a kernel module may be loaded by it. What cannot be looked
   * at is a failure, never absent.
   */
  List<Observed<S>> observe(Scope scope, Host host);

  /** Makes a change. Doing it again does no harm. */
  void apply(Change<S> change, Host host, Progress progress);

  /**
   * What a node must have.
   *
   * @param what in a person's words: {@code Docker}
   * @param probe succeeds where it is there; reads only
   * @param remedy the command that mends it
   * @since 0.1
   */
  record Requirement(String what, Command probe, String remedy) {}
}

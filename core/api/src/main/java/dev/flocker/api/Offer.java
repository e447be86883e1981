package dev.flocker.api;

import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Optional;

/**
 * What a resource gives others to use. Found by {@link Topology}, so that no plugin need know
 * another.
 *
 * @since 0.1
 */
public sealed interface Offer {

  /**
   * A port that the resource listens on.
   *
   * @param internal as the resource itself numbers it
   * @param external claimed on every node of the play, where declared
   */
  record Endpoint(Port internal, Optional<Port> external) implements Offer {}

  /**
   * A port of one address of the node where the resource is: nothing leads there from another one.
   *
   * @param internal as the resource itself numbers it
   * @param address IPv4
   */
  record Local(Port internal, Port external, String address) implements Offer {

    /** Where it is. */
    @Override
    public String toString() {
      return address + ":" + external;
    }
  }

  /** A directory on the node where the resource is, to mount or to write to. */
  record Directory(AbsolutePath path) implements Offer {}

  /**
   * A variable for the environment of another resource.
   *
   * @param of who gets it
   */
  record Variable(Ref of, String name, String value) implements Offer {}

  /**
   * An address at which another resource finds one by its names: its own, those that are given
   * here, and its {@link Alias}es.
   *
   * @param of who finds it
   * @param to what is found
   * @param names further ones
   * @param address IPv4
   */
  record Host(Ref of, Ref to, List<String> names, String address) implements Offer {}

  /** A further name of the resource itself. */
  record Alias(String name) implements Offer {}
}

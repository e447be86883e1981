package dev.flocker.cli.graph;

import java.util.List;
import java.util.Optional;

/**
 * Nodes, what is on them, and what leads where.
 *
 * @param places in the order of the inventory
 * @param boxes those of one resource stand together
 * @param edges between boxes, by their place in the list
 */
public record Picture(List<Place> places, List<Box> boxes, List<Edge> edges) {

  public Picture {
    places = List.copyOf(places);
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
  }

  /** A node, and how others reach it. */
  public record Place(String name, String address) {}

  /** What a resource is to the eye. */
  public enum Kind {
    RUNS,
    /** Holds data, and owns it. */
    DATA,
    /** A replica. */
    COPY,
    /** A way in for visitors, on many nodes at once. */
    DOOR,
    /** It was here, and is not any more. */
    GONE
  }

  /**
   * A resource in one place.
   *
   * @param place a node's name; empty if it is in no one place, or if only nodes know where
   * @param details a line each, such as its ports
   */
  public record Box(
      String project,
      String type,
      String name,
      Kind kind,
      Optional<String> place,
      List<String> details) {

    public Box {
      details = List.copyOf(details);
    }
  }

  /** What one box is to another. */
  public enum Way {
    /** Has its data open. */
    USES,
    /** Is copied there. */
    COPIED,
    /** Is linked to it. */
    REACHES,
    /** Lets visitors in. */
    LEADS,
    /** Starts once that is well. */
    FOLLOWS,
    /** Is made of it. */
    SHARES,
    /** Goes there. */
    MOVES
  }

  /**
   * @param label may be empty
   */
  public record Edge(int from, int to, Way way, String label) {}
}

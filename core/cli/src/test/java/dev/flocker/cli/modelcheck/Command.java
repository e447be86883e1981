package dev.flocker.cli.modelcheck;

/** A command of the documentation, given by a person. */
record Command(Kind kind, int node) {

  enum Kind {
    /** A run of the playbook, which says on which node the volume belongs. */
    RUN,
    /** {@code flocker volume push --to} */
    PUSH,
    /** {@code flocker volume promote --on --accept-loss}, with what it names powered off */
    PROMOTE,
    /** {@code flocker volume forget --gone}, of a node that is gone */
    FORGET
  }

  @Override
  public String toString() {
    return kind + " " + Copies.name(node);
  }
}

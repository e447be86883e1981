package dev.flocker.cli.modelcheck;

/**
 * What a controller knows before it asks.
 *
 * @param ids the nodes' machine ids, three bits each
 * @param opened the nodes to which it has sessions
 */
record Scene(int ids, int opened) {

  int id(int node) {
    return ids >> 3 * node & 7;
  }

  boolean has(int node) {
    return (opened >> node & 1) == 1;
  }
}

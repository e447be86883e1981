package dev.flocker.docker;

/** When an image is pulled. */
enum Pull {
  /** When a container is made from it, and the node has none of that name. */
  MISSING,
  /** By each run: its name may mean a newer one by now. */
  ALWAYS,
  NEVER
}

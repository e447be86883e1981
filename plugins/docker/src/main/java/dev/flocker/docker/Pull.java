package dev.flocker.docker;

/** Whether an image is pulled when a container is made from it. */
enum Pull {
  /** If the node has none of that name. */
  MISSING,
  /** Whatever the node has: its name may mean a newer one by now. */
  ALWAYS,
  NEVER
}

package dev.flocker.node;

import dev.flocker.node.host.RunLock;
import java.nio.file.Path;

/**
 * Where a node process works.
 *
 * @param runtime flocker's directory, which the inventory may name: what a run needs is there
 * @param state where is kept what outlasts runs; found again whatever the inventory names
 * @param lock that keeps other runs out
 */
record Site(Path runtime, Path state, RunLock lock) {

  private static final Path ROOTS = Path.of("/var/lib/flocker");

  static Site of(String user, Path runtime) {
    Path state = user.equals("root") ? ROOTS : runtime;
    return new Site(runtime, state, RunLock.usual(runtime));
  }
}

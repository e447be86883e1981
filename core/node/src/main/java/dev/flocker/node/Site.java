package dev.flocker.node;

import dev.flocker.node.host.RunLock;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a node process works.
 *
 * @param runtime flocker's directory, which the inventory may name: what a run needs is there
 * @param state where is kept what outlasts runs; found again whatever the inventory names
 * @param lock that keeps other runs out
 * @param journal the program that tells the node's journal what it reads, in systemd's form
 */
record Site(Path runtime, Path state, RunLock lock, List<String> journal) {

  private static final Path ROOTS = Path.of("/var/lib/flocker");

  private static final List<String> JOURNAL = List.of("logger", "--journald");

  static Site of(String user, Path runtime) {
    Path state = user.equals("root") ? ROOTS : runtime;
    return new Site(runtime, state, RunLock.usual(runtime), JOURNAL);
  }
}

package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A login that is on the node for one pull, in memory, and in no argument. */
final class PullLogin {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "flocker-login-";
  private static final String FILE = "config.json";

  private PullLogin() {}

  /**
   * @param pull given a directory for {@code docker --config}
   */
  static void during(Registry registry, Host host, Consumer<Path> pull) {
    Command make = Command.of("mktemp", "--directory", MEMORY.resolve(PREFIX) + "XXXXXXXXXXXX");
    Path directory = Path.of(host.run(make).firstLine().orElseThrow());
    try {
      host.write(directory.resolve(FILE), registry.configuration(), 0600);
      pull.accept(directory);
    } finally {
      // The secret first, and by what no cancelled run hinders.
      host.delete(directory.resolve(FILE));
      host.run(remove(List.of(directory)));
    }
  }

  /** Removes what killed runs left. */
  static void sweep(Host host) {
    List<Path> left =
        host.list(MEMORY).stream().filter(n -> n.startsWith(PREFIX)).map(MEMORY::resolve).toList();
    if (!left.isEmpty()) {
      host.run(remove(left));
    }
  }

  private static Command remove(List<Path> directories) {
    List<String> argv = new ArrayList<>(List.of("rm", "--recursive", "--force"));
    directories.forEach(d -> argv.add(d.toString()));
    return Command.of(argv);
  }
}

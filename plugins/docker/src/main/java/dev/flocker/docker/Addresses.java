package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The node's own IPv4 addresses, as its kernel lists them. */
record Addresses(Host host) {

  private static final Path KNOWN = Path.of("/proc/net/fib_trie");

  /** None where the kernel lists none. */
  Set<String> all() {
    return parse(host.read(KNOWN).orElse(""));
  }

  /**
   * Docker itself would say so only when it starts the container.
   *
   * @throws Failure if the node lacks an address that a port is to be published on
   */
  void require(Ref ref, ContainerState want) {
    Set<String> here = all();
    if (here.isEmpty()) {
      return;
    }
    for (PublishedPort port : want.ports()) {
      if (port.isImpossibleOn(here)) {
        throw new Failure(
            ref + ": ports",
            port.address().orElseThrow() + " is no address of this node",
            "use 127.0.0.1 or one of "
                + String.join(", ", here.stream().filter(a -> !a.startsWith("127.")).toList())
                + "; or leave the address out, and every node leads to port "
                + port.external());
      }
    }
  }

  /** An address stands above the line that says what it is. */
  static Set<String> parse(String trie) {
    List<String> lines = trie.lines().map(String::strip).toList();
    Set<String> addresses = new TreeSet<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).equals("/32 host LOCAL") && lines.get(i - 1).startsWith("|-- ")) {
        addresses.add(lines.get(i - 1).substring("|-- ".length()));
      }
    }
    return addresses;
  }
}

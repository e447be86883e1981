package dev.flocker.docker;

import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The node's own IPv4 addresses, as its kernel lists them. */
final class Addresses {

  private static final Path KNOWN = Path.of("/proc/net/fib_trie");

  private Addresses() {}

  static Set<String> of(Host host) {
    return parse(host.read(KNOWN).orElse(""));
  }

  /** An address stands above the line that says what it is. */
  static Set<String> parse(String trie) {
    List<String> lines = trie.lines().map(String::strip).toList();
    Set<String> addresses = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).equals("/32 host LOCAL") && lines.get(i - 1).startsWith("|-- ")) {
        addresses.add(lines.get(i - 1).substring("|-- ".length()));
      }
    }
    return addresses;
  }
}

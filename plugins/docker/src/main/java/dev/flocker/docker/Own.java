package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container as {@code docker ps} lists it. One resource may have several: itself, the one that is
 * to replace it, the one that it replaced, and one that a volume's first content is copied from.
 *
 * @param project empty if it is not flocker's
 * @param resource {@code container db}; empty if it is not flocker's
 * @param files directory of the files that it mounts; empty if there are none
 * @param image by the name it was made from; by its ID, if the node knows no such image by that
 *     name any more
 */
record Own(String id, String name, String project, String resource, String files, String image) {

  static final String NEXT = ".next";
  static final String OLD = ".old";
  static final String SEED = ".seed";
  static final List<String> SUFFIXES = List.of(NEXT, OLD, SEED);

  static List<Own> parse(String output) {
    return output.lines().map(Own::line).toList();
  }

  private static Own line(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 6) {
      throw new IllegalArgumentException("docker ps printed a line that cannot be read: " + line);
    }
    return new Own(parts[0], ownName(parts[1]), parts[2], parts[3], parts[4], parts[5]);
  }

  /** What links to a container gives it further names, such as {@code probe/db}. */
  private static String ownName(String names) {
    return Stream.of(names.split(",")).filter(n -> n.indexOf('/') < 0).findFirst().orElse(names);
  }

  /** Those that carry a resource's label under one of its names, by name. */
  static Map<String, Own> of(Ref ref, Host host) {
    Map<String, Own> found = new LinkedHashMap<>();
    for (Own own : parse(host.run(Command.of(DockerCommands.listOf(ref))).output())) {
      if (own.isOf(ref)) {
        found.put(own.name(), own);
      }
    }
    return found;
  }

  /** Removes it, with what the node keeps of it; its files stay. */
  void discard(Host host) {
    host.run(
        Command.of(
            name.endsWith(SEED) ? DockerCommands.removeSeed(id) : DockerCommands.remove(id)));
    Kept.forgetAll(id, host);
  }

  /** One that a person renamed is left alone. */
  boolean isOf(Ref ref) {
    return resource.equals(ref.toString())
        && (name.equals(ref.name())
            || SUFFIXES.stream().anyMatch(s -> name.equals(ref.name() + s)));
  }
}

package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Scope;
import dev.flocker.docker.option.RestartPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a node keeps of a container from outside that becomes a resource, in a file named by its ID.
 *
 * @param restart when Docker starts it again, as whoever made it said
 * @param volumes what is copied, and where to
 * @param copied since when the copies may differ without being seen to, in seconds since 1970: when
 *     the first one began, or all was last level; 0 if that is not known
 * @param taken when it had been started, if all that it wrote since is in the volumes; else empty
 * @param left whether it was taken over for good, and stays only until its owner removes it
 */
record Adopted(
    String id,
    Ref ref,
    RestartPolicy restart,
    List<Adopted.Data> volumes,
    long copied,
    String taken,
    boolean left) {

  /** Added to the name of one that was taken over. */
  static final String SUFFIX = ".adopted";

  /**
   * @param folder which one the source is: device and inode
   * @param directory of the volume
   */
  record Data(Path source, String folder, Path directory) {}

  Adopted copied(long when) {
    return new Adopted(id, ref, restart, volumes, when, "", left);
  }

  Adopted taken(String started) {
    return new Adopted(id, ref, restart, volumes, copied, started, left);
  }

  Adopted leave() {
    return new Adopted(id, ref, restart, volumes, copied, taken, true);
  }

  static Path folder(Host host) {
    return host.home().resolve("adopted");
  }

  /** All that this node remembers. */
  static List<Adopted> all(Host host) {
    return host.list(folder(host)).stream()
        .filter(name -> name.matches("[0-9a-f]{64}"))
        .flatMap(id -> of(id, host).stream())
        .toList();
  }

  /**
   * Those that are still outside, by the resource that they are to become: the ones that are looked
   * for, and of what is wanted the ones that were copied already.
   */
  static Map<Ref, Own> outside(List<Own> listed, Scope scope, Host host) {
    Map<Ref, Own> outside = new TreeMap<>();
    List<Adopted> known = all(host);
    for (Own own : listed) {
      if (!own.project().isEmpty() || own.name().endsWith(SUFFIX)) {
        continue;
      }
      scope.adopted().entrySet().stream()
          .filter(e -> own.id().startsWith(e.getValue()))
          .forEach(e -> outside.put(e.getKey(), own));
      known.stream()
          .filter(a -> a.id().equals(own.id()) && !a.left() && scope.wanted().contains(a.ref()))
          .filter(a -> a.id().startsWith(scope.adopted().getOrDefault(a.ref(), "")))
          .forEach(a -> outside.put(a.ref(), own));
    }
    return outside;
  }

  static Optional<Adopted> of(String id, Host host) {
    return host.read(folder(host).resolve(id)).map(text -> parse(id, text));
  }

  void write(Host host) {
    host.write(folder(host).resolve(id), text(), 0600);
  }

  void forget(Host host) {
    host.delete(folder(host).resolve(id));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append("resource ").append(ref).append('\n');
    text.append("restart ").append(restart).append('\n');
    text.append("copied ").append(copied).append('\n');
    for (Data data : volumes) {
      text.append("source ").append(data.source()).append('\n');
      text.append("folder ").append(data.folder()).append('\n');
      text.append("directory ").append(data.directory()).append('\n');
    }
    if (!taken.isEmpty()) {
      text.append("taken ").append(taken).append('\n');
    }
    return left ? text.append("left yes\n").toString() : text.toString();
  }

  private static Adopted parse(String id, String text) {
    Ref ref = new Ref(ContainerType.NAME, "");
    RestartPolicy restart = RestartPolicy.NEVER;
    List<Data> volumes = new ArrayList<>();
    long copied = 0;
    String taken = "";
    boolean left = false;
    Path source = Path.of("");
    String folder = "";
    for (String line : text.lines().toList()) {
      int end = line.indexOf(' ');
      String value = line.substring(end + 1);
      switch (line.substring(0, Math.max(end, 0))) {
        case "resource" -> ref = Ref.parse(value);
        case "restart" -> restart = RestartPolicy.parse(value);
        case "copied" -> copied = Long.parseLong(value);
        case "source" -> source = Path.of(value);
        case "folder" -> folder = value;
        case "directory" -> volumes.add(new Data(source, folder, Path.of(value)));
        case "taken" -> taken = value;
        case "left" -> left = true;
        default ->
            throw new IllegalArgumentException("what is this of container " + id + ": " + line);
      }
    }
    return new Adopted(id, ref, restart, List.copyOf(volumes), copied, taken, left);
  }
}

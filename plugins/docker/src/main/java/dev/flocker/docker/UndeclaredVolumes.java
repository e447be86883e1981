package dev.flocker.docker;

import dev.flocker.api.Declared;
import dev.flocker.api.value.Problems;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an image declares as a VOLUME and the playbook does not mount. Docker keeps it in a volume
 * without a name, which a container does not take along: not to the one that replaces it, nor to
 * another node.
 */
final class UndeclaredVolumes {

  private final Declared<Container> declared;
  private final ArchiveReader archives;

  UndeclaredVolumes(Declared<Container> declared, ArchiveReader archives) {
    this.declared = declared;
    this.archives = archives;
  }

  /**
   * @param seen by node; where none shows it yet, its archive says what its image declares
   */
  void advise(Map<String, ContainerState> seen, Problems notes) {
    Map<String, Set<String>> found = new TreeMap<>();
    boolean taken = seen.values().stream().anyMatch(s -> s.outside().isPresent());
    if (taken) {
      return; // what it has is copied, or a problem
    }
    seen.forEach((node, state) -> state.anonymous().forEach(a -> add(found, a, " on " + node)));
    if (seen.isEmpty()) {
      declared.spec().archive().ifPresent(file -> ofImage(archives.read(file), found));
    }
    Set<Path> mounted = mounted();
    found.forEach(
        (path, where) -> {
          if (mounted.contains(normal(path))) {
            becomesDeclared(path, where, notes);
          } else {
            isUndeclared(path, where, notes);
          }
        });
  }

  private void isUndeclared(String path, Set<String> where, Problems notes) {
    notes.add(
        declared.place(),
        declared.ref().toString(),
        "what its image writes to "
            + path
            + " is on no volume of the playbook: it stays behind"
            + String.join(",", where)
            + " when the container is replaced or moves",
        "mount one there, as in \"volumes: [{name: data, mountpoint: " + path + "}]\"");
  }

  /** The playbook mounts a volume there only now. */
  private void becomesDeclared(String path, Set<String> where, Problems notes) {
    notes.add(
        declared.place(),
        declared.ref().toString(),
        "its volume at "
            + path
            + " does not get what is there now: that stays behind"
            + String.join(",", where),
        "copy it out first (docker cp "
            + declared.ref().name()
            + ":"
            + path
            + " .), and into the volume after the run");
  }

  private void ofImage(ImageArchive archive, Map<String, Set<String>> found) {
    Set<Path> mounted = mounted();
    declared.spec().image().map(archive::volumesOf).orElse(Set.of()).stream()
        .filter(path -> !mounted.contains(normal(path)))
        .forEach(path -> add(found, path, ""));
  }

  private Set<Path> mounted() {
    return declared.spec().volumes().stream()
        .map(v -> normal(v.mountpoint().text()))
        .collect(Collectors.toSet());
  }

  /** An image may write it with slashes that mean nothing. */
  private static Path normal(String path) {
    return Path.of(path).normalize();
  }

  private static void add(Map<String, Set<String>> found, String path, String where) {
    found.computeIfAbsent(path, p -> new TreeSet<>()).add(where);
  }
}

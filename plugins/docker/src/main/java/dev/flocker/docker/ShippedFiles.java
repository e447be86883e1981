package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.LocalFolder.Entry;
import dev.flocker.api.value.LocalFolder.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in the directory of a container's files, seen in one command.
 *
 * @param entries by path, relative to the directory
 * @param digests SHA-256 of files, by path
 */
record ShippedFiles(Path directory, List<Entry> entries, Map<String, String> digests) {

  /** Kind, mode, path and the target of a link of each; an empty text; the digests of the files. */
  private static final String LOOK =
      "cd \"$1\" && find . -mindepth 1 -type f,d,l -printf '%y %m %P\\0%l\\0' && printf '\\0' &&"
          + " find . -type f -exec sha256sum -z {} +";

  private static final int OWNER_EXECUTES = 0100;

  /**
   * @param directory empty if the container has none
   */
  static ShippedFiles in(String directory, Host host) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> digests = new HashMap<>();
    if (!directory.isEmpty()) {
      String[] said =
          host.run(Command.of(look(directory)).allowing(0, 1, 2)).output().split("\0", -1);
      int i = 0;
      for (; i + 1 < said.length && !said[i].isEmpty(); i += 2) {
        entries.add(entry(said[i].split(" ", 3), said[i + 1]));
      }
      for (i++; i < said.length && !said[i].isEmpty(); i++) {
        String[] digest = said[i].split(" [ *]\\./", 2);
        digests.put(digest[1], digest[0]);
      }
    }
    return new ShippedFiles(Path.of(directory), entries, digests);
  }

  static List<String> look(String directory) {
    return List.of("sh", "-c", LOOK, "sh", directory);
  }

  private static Entry entry(String[] found, String target) {
    Kind kind =
        switch (found[0]) {
          case "d" -> Kind.FOLDER;
          case "l" -> Kind.LINK;
          default -> Kind.FILE;
        };
    boolean executable = kind == Kind.FILE && (Integer.parseInt(found[1], 8) & OWNER_EXECUTES) != 0;
    return new Entry(found[2], kind, executable, target);
  }

  /** Empty if it is not there. */
  String sha256(Path file) {
    return digests.getOrDefault(directory.relativize(file).toString(), "");
  }

  /** As {@link LocalFolder#digest()} has it. */
  String digest(Path folder) {
    String prefix = directory.relativize(folder) + "/";
    List<Entry> within =
        entries.stream()
            .filter(e -> e.path().startsWith(prefix))
            .map(
                e ->
                    new Entry(
                        e.path().substring(prefix.length()), e.kind(), e.executable(), e.target()))
            .toList();
    return LocalFolder.digest(within, e -> digests.getOrDefault(prefix + e.path(), ""));
  }
}

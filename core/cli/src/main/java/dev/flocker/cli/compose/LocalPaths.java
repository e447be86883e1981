package dev.flocker.cli.compose;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files of the operator's machine.
 *
 * @param folder of the Compose project
 * @param base of the playbook, where its own paths lead from
 * @param home what {@code ~} stands for; empty if that is not known
 */
record LocalPaths(Path folder, Path base, String home) {

  /** Where a path leads that a Compose file names; null if it is none. */
  @Nullable Path of(String written) {
    try {
      boolean ofHome = written.equals("~") || written.startsWith("~/");
      return ofHome && !home.isEmpty()
          ? Path.of(home, written.substring(1)).normalize()
          : folder.resolve(written).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** As the playbook would name it. */
  String written(Path path) {
    Path root = base.toAbsolutePath().normalize();
    if (path.equals(root)) {
      return ".";
    }
    return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
  }
}

package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.docker.ContainerState.MountedFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Rendered files on the node: each container that was ever created has a numbered directory of its
 * own, so that one that is replaced keeps its files until it goes.
 */
final class MountedFiles {

  private MountedFiles() {}

  /** {@code 0-0644}: mounted, a file shows neither its name nor who made it. */
  static String nameOf(int index, MountedFile file) {
    return index + "-" + file.mode();
  }

  static FileMode modeOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return FileMode.parse(name.substring(name.indexOf('-') + 1));
  }

  /** The directory of one container's files; it is not there yet. */
  static Path fresh(Ref ref, String project, Host host) {
    Path all = of(ref, project, host);
    int last =
        host.list(all).stream()
            .filter(n -> n.matches("[0-9]{1,8}"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    return all.resolve(Integer.toString(last + 1));
  }

  static void write(Path directory, List<MountedFile> files, Host host) {
    if (files.isEmpty()) {
      return;
    }
    host.run(Command.of("mkdir", "--parents", "--mode=0700", directory.toString()));
    for (int i = 0; i < files.size(); i++) {
      MountedFile file = files.get(i);
      host.write(directory.resolve(nameOf(i, file)), file.content().reveal(), file.mode().bits());
    }
  }

  /** Removes the directories of a resource that no container mounts any more. */
  static void sweep(Ref ref, String project, Collection<Own> kept, Host host) {
    Path all = of(ref, project, host);
    List<String> directories = host.list(all);
    long used = 0;
    for (String name : directories) {
      Path directory = all.resolve(name);
      if (kept.stream().anyMatch(o -> o.files().equals(directory.toString()))) {
        used++;
        continue;
      }
      host.list(directory).forEach(file -> host.delete(directory.resolve(file)));
      host.delete(directory);
    }
    if (used == 0 && !directories.isEmpty()) {
      host.delete(all);
    }
  }

  /**
   * Removes the files of a container that is gone, wherever they are: an earlier version put them
   * below the flocker_home of its run.
   */
  static void remove(Own gone, Ref ref, Host host) {
    Path directory = Path.of(gone.files());
    Path own =
        Path.of("files", gone.project(), ref.name(), String.valueOf(directory.getFileName()));
    if (directory.isAbsolute() && directory.endsWith(own)) {
      host.list(directory).forEach(file -> host.delete(directory.resolve(file)));
      host.delete(directory);
    }
  }

  private static Path of(Ref ref, String project, Host host) {
    return host.home().resolve("files").resolve(project).resolve(ref.name());
  }
}

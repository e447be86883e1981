package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.docker.ContainerState.MountedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Shipped files and folders on the node: each container that was ever created has a numbered
 * directory of its own, so that one that is replaced keeps its files until it goes.
 */
final class MountedFiles {

  private static final String FOLDER = "-folder";
  private static final Duration SLOW = Duration.ofMinutes(30);

  private MountedFiles() {}

  /** {@code 0-0644}: mounted, a file shows neither its name nor who made it. */
  static String nameOf(int index, MountedFile file) {
    return index + "-" + file.mode();
  }

  static String folderName(int index) {
    return index + FOLDER;
  }

  static boolean isFolder(Path shipped) {
    return shipped.toString().endsWith(FOLDER);
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

  static void write(Path directory, ContainerState want, Host host) {
    if (want.files().isEmpty() && want.folders().isEmpty()) {
      return;
    }
    if (want.putBy().isPresent()) {
      host.run(Command.of("mkdir", "--parents", String.valueOf(directory.getParent())));
      link(want.putBy().get().text(), directory, host);
      return;
    }
    host.run(Command.of("mkdir", "--parents", "--mode=0700", directory.toString()));
    for (int i = 0; i < want.files().size(); i++) {
      MountedFile file = want.files().get(i);
      write(directory.resolve(nameOf(i, file)), file, host);
    }
    for (int i = 0; i < want.folders().size(); i++) {
      unpack(directory.resolve(folderName(i)), want.folders().get(i).src().orElseThrow(), host);
    }
  }

  /**
   * Puts by the files of a container that is to go. Nobody writes to them: they are mounted
   * read-only, and the next one has others.
   */
  static void putBy(String directory, Path folder, Host host) {
    host.run(Command.of("mkdir", "--parents", "--mode=0700", String.valueOf(folder.getParent())));
    link(directory, folder, host);
  }

  /** Takes no time and no room, however large they are. */
  private static void link(String from, Path to, Host host) {
    host.run(Command.of("cp", "--archive", "--link", "--no-target-directory", from, to.toString()));
  }

  private static void write(Path to, MountedFile file, Host host) {
    if (file.text().isPresent()) {
      host.write(to, file.text().get().reveal(), file.mode().bits());
    } else {
      String from = host.fetch(file.file().orElseThrow(), Progress.NONE).toString();
      host.run(Command.of("install", "--mode=" + file.mode(), from, to.toString()).within(SLOW));
    }
  }

  /** Owners and permissions are what the archive says. */
  static void unpack(Path to, LocalFolder folder, Host host) {
    String archive = host.fetch(folder, Progress.NONE).toString();
    host.run(Command.of("mkdir", "--mode=0755", to.toString()));
    host.run(
        Command.of(
                "tar",
                "--extract",
                "--numeric-owner",
                "--same-permissions",
                "--file",
                archive,
                "--directory",
                to.toString())
            .within(SLOW));
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
      empty(directory, host);
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
      empty(directory, host);
    }
  }

  private static void empty(Path directory, Host host) {
    for (String name : host.list(directory)) {
      Path shipped = directory.resolve(name);
      if (isFolder(shipped)) {
        host.run(Command.of("rm", "--recursive", "--force", shipped.toString()).within(SLOW));
      } else {
        host.delete(shipped);
      }
    }
    host.delete(directory);
  }

  private static Path of(Ref ref, String project, Host host) {
    return host.home().resolve("files").resolve(project).resolve(ref.name());
  }
}

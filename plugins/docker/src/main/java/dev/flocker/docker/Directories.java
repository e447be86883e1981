package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Host;
import dev.flocker.docker.ContainerState.BindMount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The directories of volumes, as Docker mounts them. */
final class Directories {

  private final Host host;

  Directories(Host host) {
    this.host = host;
  }

  /**
   * Does what needs the directories to be there, such as {@code docker create}. Those that are
   * missing are made for as long as that takes: their volume has yet to arrive.
   */
  void during(List<BindMount> mounts, Runnable work) {
    List<Path> made = new ArrayList<>();
    try {
      for (BindMount mount : mounts) {
        make(Path.of(mount.directory().text()), made);
      }
      work.run();
    } finally {
      made.reversed().forEach(host::delete);
    }
  }

  private void make(Path directory, List<Path> made) {
    for (int depth = 1; depth <= directory.getNameCount(); depth++) {
      Path part = Path.of("/").resolve(directory.subpath(0, depth));
      if (host.run(Command.of("mkdir", part.toString()).allowing(0, 1)).exit() == 0) {
        made.add(part);
      }
    }
  }

  /**
   * Gives new volumes owner, mode and content of the image's folder at their mountpoints, as Docker
   * does with its own: those whose dataset is mounted, but holds no data directory yet.
   */
  void seed(Ref ref, String project, ContainerState want) {
    List<BindMount> fresh = fresh(want);
    if (fresh.isEmpty()) {
      return;
    }
    String name = ref.name() + Own.SEED;
    host.run(Command.of(DockerCommands.createSeed(name, ref, project, want.image())));
    try {
      fresh.forEach(mount -> copy(name, mount));
    } finally {
      host.run(Command.of(DockerCommands.remove(name)));
    }
  }

  private List<BindMount> fresh(ContainerState want) {
    if (want.mounts().isEmpty()) {
      return List.of();
    }
    Set<String> mountpoints =
        host.read(Path.of("/proc/self/mounts"))
            .orElse("")
            .lines()
            .map(line -> line.split(" ")[1].replace("\\040", " "))
            .collect(Collectors.toSet());
    return want.mounts().stream().filter(m -> isFresh(m, mountpoints)).toList();
  }

  private boolean isFresh(BindMount mount, Set<String> mountpoints) {
    Path directory = Path.of(mount.directory().text());
    Path dataset = directory.getParent();
    return dataset != null
        && mountpoints.contains(dataset.toString())
        && !host.list(dataset).contains(String.valueOf(directory.getFileName()));
  }

  /** Under another name until it is whole. */
  private void copy(String container, BindMount mount) {
    String directory = mount.directory().text();
    String unfinished = directory + ".new";
    host.run(Command.of("rm", "--recursive", "--force", unfinished));
    try {
      host.run(
          Command.of(DockerCommands.copy(container, mount.mountpoint().text(), Path.of(unfinished)))
              .within(java.time.Duration.ofMinutes(30)));
    } catch (CommandFailed e) {
      if (!isAbsence(e.errors())) {
        throw e;
      }
      host.run(Command.of("mkdir", "--mode=0755", unfinished));
    }
    host.run(Command.of("mv", "--no-target-directory", unfinished, directory));
  }

  /** The words of Docker up to 20.10, and since. */
  private static boolean isAbsence(String errors) {
    return errors.contains("No such container:path") || errors.contains("Could not find the file");
  }
}

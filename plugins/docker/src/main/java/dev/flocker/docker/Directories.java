package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.docker.ContainerState.BindMount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The directories of volumes, as Docker mounts them. */
final class Directories {

  /** Of all volumes. */
  static final String ROOT = "/flocker/";

  private static final Duration SLOW = Duration.ofMinutes(30);

  /** Added to the name of a folder that is being filled. */
  private static final String UNFINISHED = ".new";

  /** Added to the name of a folder into which data from outside is copied. */
  static final String INCOMING = ".incoming";

  private final Host host;

  Directories(Host host) {
    this.host = host;
  }

  /**
   * Does what needs the directories to be there, such as {@code docker create}. Those that are
   * missing are made for as long as that takes: their volume has yet to arrive. One that is empty
   * and outside of any volume was left behind by a run that died in here, and goes too.
   */
  void during(List<BindMount> mounts, Runnable work) {
    Set<String> mountpoints = mounts.isEmpty() ? Set.of() : mountpoints();
    List<Path> made = new ArrayList<>();
    try {
      for (BindMount mount : mounts) {
        Path directory = Path.of(mount.directory().text());
        if (!isMounted(directory, mountpoints)) {
          host.run(Command.of("rmdir", directory.toString()).allowing(0, 1));
        }
        make(directory, made);
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
   * Gives new volumes owner, mode and content of the folder that they are to begin with, or of the
   * image's at their mountpoints, as Docker does with its own: those whose dataset is mounted, and
   * empty but for what an earlier seed left unfinished.
   *
   * @throws Failure if one lacks its data directory, but is not empty: it would seem to be new
   */
  void seed(Ref ref, String project, ContainerState want) {
    List<BindMount> fresh = new ArrayList<>(fresh(want));
    for (BindMount mount : List.copyOf(fresh)) {
      mount
          .fill()
          .ifPresent(
              folder -> {
                whole(
                    mount.directory().text(),
                    unfinished -> MountedFiles.unpack(Path.of(unfinished), folder, host));
                fresh.remove(mount);
              });
    }
    if (!fresh.isEmpty()) {
      seed(ref, project, want.image(), fresh);
    }
  }

  private void seed(Ref ref, String project, String image, List<BindMount> fresh) {
    String name = ref.name() + Own.SEED;
    run(DockerCommands.createSeed(name, ref, project, image, fresh));
    try {
      Map<String, Path> filled =
          Inspection.parse(run(DockerCommands.inspect(List.of(name)))).getFirst().dockersVolumes();
      for (BindMount mount : fresh) {
        Path source = filled.get(mount.mountpoint().text());
        if (source == null) {
          throw new Failure(
              ref.toString(), "Docker made no volume at " + mount.mountpoint(), "run again");
        }
        whole(
            mount.directory().text(),
            unfinished ->
                host.run(
                    Command.of("cp", "--archive", source.toString(), unfinished).within(SLOW)));
      }
    } finally {
      run(DockerCommands.removeSeed(name));
    }
  }

  private List<BindMount> fresh(ContainerState want) {
    if (want.volumes().isEmpty()) {
      return List.of();
    }
    Set<String> mountpoints = mountpoints();
    return want.volumes().stream().filter(m -> isFresh(m, mountpoints)).toList();
  }

  private Set<String> mountpoints() {
    return host.read(Path.of("/proc/self/mounts"))
        .orElse("")
        .lines()
        .map(line -> line.split(" ")[1].replace("\\040", " "))
        .collect(Collectors.toSet());
  }

  /** Whether a volume is mounted that holds the directory, or is to. */
  boolean isOpen(Path directory) {
    return isMounted(directory, mountpoints());
  }

  /** Whether a volume is mounted that holds the directory. */
  private static boolean isMounted(Path directory, Set<String> mountpoints) {
    return mountpoints.contains(String.valueOf(directory.getParent()));
  }

  private boolean isFresh(BindMount mount, Set<String> mountpoints) {
    Path directory = Path.of(mount.directory().text());
    Path dataset = directory.getParent();
    if (dataset == null || !isMounted(directory, mountpoints)) {
      return false;
    }
    String name = String.valueOf(directory.getFileName());
    List<String> there = host.list(dataset);
    List<String> others = there.stream().filter(n -> !n.equals(name + UNFINISHED)).toList();
    if (others.contains(name + INCOMING)) {
      return false;
    }
    if (!others.isEmpty() && !others.contains(name)) {
      throw new Failure(
          dataset.toString(),
          "its folder " + name + " is missing, and it is not empty: " + String.join(", ", others),
          "if a rollback was cut short, do it again: flocker volume rollback; else put the data"
              + " into "
              + directory);
    }
    return others.isEmpty();
  }

  /** Under another name until it is whole. */
  private void whole(String directory, Consumer<String> make) {
    String unfinished = directory + UNFINISHED;
    run(List.of("rm", "--recursive", "--force", unfinished));
    make.accept(unfinished);
    run(List.of("mv", "--no-target-directory", unfinished, directory));
  }

  private String run(List<String> argv) {
    return host.run(Command.of(argv)).output();
  }
}

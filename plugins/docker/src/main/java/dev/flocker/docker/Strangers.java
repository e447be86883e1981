package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.docker.ContainerState.BindMount;
import java.nio.file.Path;
import java.util.List;

/**
 * Running containers that have a volume mounted writable and that no plan knows of: those of
 * somebody else's, and of flocker's those that a person renamed. Containers of the volume's own
 * project are the plan's to stop.
 */
final class Strangers {

  private final Ref ref;
  private final Host host;

  Strangers(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  /**
   * @throws Failure naming one that has one of these mounts open
   */
  void refuse(List<BindMount> mounts) {
    if (mounts.isEmpty()) {
      return;
    }
    List<Path> datasets =
        mounts.stream().map(m -> Path.of(m.directory().text()).resolveSibling("")).toList();
    List<Own> strangers =
        Own.parse(host.run(Command.of(DockerCommands.running())).output()).stream()
            .filter(own -> datasets.stream().anyMatch(d -> !isKnown(own, project(d))))
            .toList();
    if (strangers.isEmpty()) {
      return;
    }
    List<Inspection> seen = inspect(strangers);
    for (Path dataset : datasets) {
      strangers.stream()
          .filter(own -> !isKnown(own, project(dataset)) && writes(own, dataset, seen))
          .findFirst()
          .ifPresent(this::refuse);
    }
  }

  private static String project(Path dataset) {
    return String.valueOf(dataset.resolveSibling("").getFileName());
  }

  private boolean isKnown(Own own, String project) {
    return own.project().equals(project)
        && (own.isOf(ref)
            || (own.resource().startsWith(ContainerType.NAME + " ")
                && !own.resource().equals(ref.toString())
                && own.isOf(Ref.parse(own.resource()))));
  }

  /** Without those that went away meanwhile. */
  private List<Inspection> inspect(List<Own> containers) {
    List<String> ids = containers.stream().map(Own::id).toList();
    Command command = Command.of(DockerCommands.inspect(ids)).allowing(0, 1);
    return Inspection.parse(host.run(command).output());
  }

  private static boolean writes(Own own, Path dataset, List<Inspection> seen) {
    return seen.stream()
        .filter(i -> i.id().equals(own.id()) && i.pid() != 0)
        .flatMap(i -> i.writable().stream())
        .anyMatch(source -> source.startsWith(dataset));
  }

  private void refuse(Own stranger) {
    throw new Failure(
        ref.toString(),
        "the container " + stranger.name() + " runs and has its volume mounted writable",
        "stop that one first: docker stop " + stranger.name());
  }
}

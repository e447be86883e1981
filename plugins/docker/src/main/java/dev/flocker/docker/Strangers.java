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
    List<Own> running = Own.parse(host.run(Command.of(DockerCommands.running())).output());
    for (BindMount mount : mounts) {
      Path dataset = Path.of(mount.directory().text()).resolveSibling("");
      String project = String.valueOf(dataset.resolveSibling("").getFileName());
      List<Own> strangers = running.stream().filter(o -> !isKnown(o, project)).toList();
      strangers.stream().filter(o -> writes(o, dataset)).findFirst().ifPresent(this::refuse);
    }
  }

  private boolean isKnown(Own own, String project) {
    return own.project().equals(project)
        && (own.isOf(ref)
            || (own.resource().startsWith(ContainerType.NAME + " ")
                && !own.resource().equals(ref.toString())
                && own.isOf(Ref.parse(own.resource()))));
  }

  /** One that went away meanwhile does not. */
  private boolean writes(Own own, Path dataset) {
    Command command = Command.of(DockerCommands.inspect(List.of(own.id()))).allowing(0, 1);
    return Inspection.parse(host.run(command).output()).stream()
        .filter(i -> i.pid() != 0)
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

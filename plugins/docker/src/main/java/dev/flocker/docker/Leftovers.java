package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;

/** Containers that were taken over, and stay as they were until their owner has them removed. */
final class Leftovers {

  private final Host host;

  Leftovers(Host host) {
    this.host = host;
  }

  /** A line each, for people. */
  List<String> lines() {
    return found().stream().map(this::line).toList();
  }

  private String line(Inspection there) {
    List<String> volumes = copied(there);
    String with = volumes.isEmpty() ? "" : " with Docker's volumes " + String.join(", ", volumes);
    return "container " + there.name() + with;
  }

  private List<Inspection> found() {
    List<String> ids = Adopted.all(host).stream().filter(Adopted::left).map(Adopted::id).toList();
    if (ids.isEmpty()) {
      return List.of();
    }
    Command.Result result = host.run(Command.of(DockerCommands.inspect(ids)).allowing(0, 1));
    return Inspection.parse(result.output()).stream()
        .filter(there -> there.name().endsWith(Adopted.SUFFIX) && there.pid() == 0)
        .toList();
  }

  /** Its volumes of Docker's that were copied: others may be in use where they are. */
  private List<String> copied(Inspection there) {
    List<Path> copied =
        Adopted.of(there.id(), host).stream()
            .flatMap(a -> a.volumes().stream())
            .map(Adopted.Data::source)
            .toList();
    return there.dockersVolumeNames(copied);
  }

  /** Removes them, and the volumes of Docker's that were copied and that nobody else has. */
  void discard() {
    for (Inspection there : found()) {
      List<String> volumes = copied(there);
      host.run(Command.of(DockerCommands.remove(there.id())));
      volumes.forEach(this::discard);
      Adopted.of(there.id(), host).ifPresent(adopted -> adopted.forget(host));
    }
  }

  private void discard(String volume) {
    Command.Result result =
        host.run(Command.of(DockerCommands.removeVolume(volume)).allowing(0, 1));
    boolean kept = result.errors().contains("in use") || result.errors().contains("no such");
    if (result.exit() != 0 && !kept) {
      throw new Failure("docker volume rm " + volume, result.errors().strip(), "");
    }
  }
}

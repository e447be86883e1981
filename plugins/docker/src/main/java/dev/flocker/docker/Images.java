package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Brings images to a node. */
final class Images {

  /** Gigabytes over a slow line. */
  private static final Duration SLOW = Duration.ofMinutes(30);

  private final Host host;

  Images(Host host) {
    this.host = host;
  }

  /** Sees to it that the wanted image is there, by its name. */
  void bring(ContainerState want, Progress progress) {
    if (isThere(want)) {
      return;
    }
    Optional<LocalFile> archive = want.archive();
    if (archive.isPresent()) {
      load(want, archive.get(), progress);
    } else {
      pull(want.image(), progress);
    }
  }

  private boolean isThere(ContainerState want) {
    Optional<String> id = idOf(want.image());
    return id.isPresent() && (want.imageIds().isEmpty() || want.imageIds().contains(id.get()));
  }

  private Optional<String> idOf(String image) {
    Command.Result result = host.run(Command.of(DockerCommands.imageId(image)).allowing(0, 1));
    if (result.exit() == 0) {
      return result.firstLine();
    }
    if (!result.errors().contains("No such image")) {
      throw new Failure("image " + image, result.errors().strip(), "");
    }
    return Optional.empty();
  }

  private void load(ContainerState want, LocalFile archive, Progress progress) {
    for (String id : want.imageIds()) {
      if (idOf(id).isPresent()) {
        host.run(Command.of(DockerCommands.tag(id, want.image())));
        return;
      }
    }
    Path file = host.fetch(archive, progress);
    progress.report("loading " + want.image(), 0, -1);
    host.run(Command.of(DockerCommands.load(file)).within(SLOW));
    for (String id : want.imageIds()) {
      if (!isThere(want) && idOf(id).isPresent()) {
        host.run(Command.of(DockerCommands.tag(id, want.image())));
      }
    }
    if (!isThere(want)) {
      throw new Failure(
          "image " + want.image(),
          "is not what Docker loaded from " + archive.path(),
          "write the archive again with docker save " + want.image());
    }
  }

  private void pull(String image, Progress progress) {
    progress.report("pulling " + image, 0, -1);
    try {
      host.run(Command.of(DockerCommands.pull(image)).within(SLOW));
    } catch (CommandFailed e) {
      throw new Failure(
          "image " + image,
          "cannot be pulled: " + e.errors().strip(),
          "give the container an archive made by docker save, or log the node in to the registry");
    }
  }
}

package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Port;
import dev.flocker.docker.json.Json;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    if (isRenewed(want)) {
      pull(want, progress);
      return;
    }
    if (isThere(want)) {
      return;
    }
    Optional<LocalFile> archive = want.archive();
    if (archive.isPresent()) {
      load(want, archive.get(), progress);
      return;
    }
    refuseAnother(want);
    if (!tagIfHere(want) && !loadHanded(want, progress)) {
      get(want, progress);
      refuseAnother(want);
    }
  }

  /** Not of what moves: that is to be the very image that ran, whatever its name means by now. */
  static boolean isRenewed(ContainerState want) {
    return want.pull() == Pull.ALWAYS
        && want.archive().isEmpty()
        && want.build().isEmpty()
        && want.imageIds().isEmpty();
  }

  private void get(ContainerState want, Progress progress) {
    if (want.build().isPresent()) {
      new Builder(host).build(want.image(), want.build().get(), progress);
    } else if (want.pull() == Pull.NEVER) {
      throw new Failure(
          "image " + want.image(),
          "is not here, and \"pull\" says never",
          "bring it to the node, or write pull: missing");
    } else {
      pull(want, progress);
    }
  }

  /**
   * What came from another node and is not what it should be is no help, and hinders nothing.
   *
   * @return whether another node handed it over
   */
  private boolean loadHanded(ContainerState want, Progress progress) {
    try {
      Optional<String> loaded = Handed.of(want).flatMap(h -> h.load(host));
      loaded.ifPresent(id -> host.run(Command.of(ImageCommands.tag(id, want.image()))));
      return loaded.isPresent();
    } catch (Failure e) {
      progress.report(e.what() + " " + e.why(), 0, -1);
      return false;
    }
  }

  /**
   * Whether the wanted image is there already, by its name.
   *
   * @throws Failure if another one is in its place, and stays there
   */
  boolean isSettled(ContainerState want) {
    if (want.archive().isEmpty()) {
      refuseAnother(want);
    }
    return isThere(want);
  }

  /**
   * What comes from another node is to be the image that ran there. A name that stands for another
   * one here is left alone: other containers may have been made from that.
   */
  private void refuseAnother(ContainerState want) {
    idOf(want.image())
        .filter(id -> !want.imageIds().isEmpty() && !want.imageIds().contains(id))
        .ifPresent(
            id -> {
              throw new Failure(
                  "image " + want.image(),
                  "is another one here (%s) than where the container runs (%s)"
                      .formatted(brief(id), brief(want.imageIds().getFirst())),
                  "name the image by its digest, which is the same everywhere; or bring that one by"
                      + " docker save and docker load, if both Dockers have the same image store;"
                      + " or change to this one where it runs, and move it then");
            });
  }

  static String brief(String id) {
    return id.substring(0, Math.min(id.length(), "sha256:".length() + 12));
  }

  /**
   * Gives the name to the wanted image, if that is here without it.
   *
   * @return whether it is here
   */
  private boolean tagIfHere(ContainerState want) {
    for (String id : want.imageIds()) {
      if (idOf(id).isPresent()) {
        host.run(Command.of(ImageCommands.tag(id, want.image())));
        return true;
      }
    }
    return false;
  }

  /**
   * The ports that the wanted image says it listens on.
   *
   * @return empty if it is not here
   */
  Optional<Set<Port>> exposed(ContainerState want) {
    if (!isThere(want)) {
      return Optional.empty();
    }
    String image = host.run(Command.of(ImageCommands.configOf(want.image()))).output();
    return Optional.of(ExposedPorts.of(Json.parse(image)));
  }

  private boolean isThere(ContainerState want) {
    Optional<String> id = idOf(want.image());
    return id.isPresent()
        && (want.imageIds().isEmpty() ? isOfPlatform(want) : want.imageIds().contains(id.get()));
  }

  private boolean isOfPlatform(ContainerState want) {
    Optional<Platform> platform = want.options().get(Options.PLATFORM.key());
    return platform.isEmpty()
        || host.run(Command.of(ImageCommands.platformOf(want.image())))
            .firstLine()
            .filter(platform.get()::isOf)
            .isPresent();
  }

  /** The ID of the image that a name, or an ID, means here; empty if none. */
  Optional<String> idOf(String image) {
    Command.Result result = host.run(Command.of(ImageCommands.imageId(image)).allowing(0, 1));
    if (result.exit() == 0) {
      return result.firstLine();
    }
    if (!result.errors().contains("No such image")) {
      throw new Failure("image " + image, result.errors().strip(), "");
    }
    return Optional.empty();
  }

  private void load(ContainerState want, LocalFile archive, Progress progress) {
    if (tagIfHere(want)) {
      return;
    }
    Path file = host.fetch(archive, progress);
    progress.report("loading " + want.image(), 0, -1);
    host.run(Command.of(ImageCommands.load(file)).within(SLOW));
    for (String id : want.imageIds()) {
      if (!isThere(want) && idOf(id).isPresent()) {
        host.run(Command.of(ImageCommands.tag(id, want.image())));
      }
    }
    if (!isThere(want)) {
      throw new Failure(
          "image " + want.image(),
          "is not what Docker loaded from " + archive.path(),
          "write the archive again with docker save " + want.image());
    }
  }

  private void pull(ContainerState want, Progress progress) {
    String image = want.image();
    progress.report("pulling " + image, 0, -1);
    List<String> pull = ImageCommands.pull(image, want.options().get(Options.PLATFORM.key()));
    try {
      if (want.login().isPresent()) {
        PullLogin.during(
            want.login().get(), host, directory -> run(ImageCommands.with(directory, pull)));
      } else {
        run(pull);
      }
    } catch (CommandFailed e) {
      throw new Failure(
          "image " + image,
          "cannot be pulled: " + e.errors().strip(),
          want.login().isPresent()
              ? "look whether the play's login to " + want.login().get().server() + " still holds"
              : "give the container an archive made by docker save, or the play a login to the"
                  + " registry: registries: [{server, username, password}]");
    }
  }

  private void run(List<String> argv) {
    host.run(Command.of(argv).within(SLOW));
  }
}

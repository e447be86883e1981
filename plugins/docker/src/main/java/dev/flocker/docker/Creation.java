package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.value.Secret;
import java.nio.file.Path;
import java.util.Map;

/** Creates the containers of one resource, and clears away what a run that died left of it. */
final class Creation {

  private final Ref ref;
  private final String project;
  private final Host host;

  Creation(Ref ref, String project, Host host) {
    this.ref = ref;
    this.project = project;
    this.host = host;
  }

  /** Leaves the resource's own container alone, and its files. */
  void tidy() {
    Kept.sweep(host);
    Map<String, Own> own = Own.of(ref, host);
    String old = ref.name() + Own.OLD;
    if (!own.containsKey(ref.name()) && own.containsKey(old)) {
      host.run(Command.of(DockerCommands.rename(old, ref.name())));
      own.put(ref.name(), own.get(old));
      own.remove(old);
    }
    for (String suffix : Own.SUFFIXES) {
      Own leftover = own.remove(ref.name() + suffix);
      if (leftover != null) {
        leftover.discard(host);
      }
    }
    MountedFiles.sweep(ref, project, own.values(), host);
  }

  /** Does not start it. Its image is there. */
  void create(String name, ContainerState want) {
    Directories directories = new Directories(host);
    directories.seed(ref, project, want);
    Path files = MountedFiles.fresh(ref, project, host);
    MountedFiles.write(files, want, host);
    ContainerState here = want.publishable(new Addresses(host).all());
    Command command =
        withEnvironment(
            Command.of(DockerCommands.create(name, ref, project, here, files)), want.environment());
    directories.during(want.volumes(), () -> Kept.keep(run(name, command), want, host));
  }

  private static Command withEnvironment(Command command, Map<String, Secret> environment) {
    StringBuilder input = new StringBuilder();
    Command result = command;
    for (Map.Entry<String, Secret> e : environment.entrySet()) {
      if (DockerCommands.steersTheClient(e.getKey())) {
        input.append(e.getKey()).append('=').append(e.getValue().reveal()).append('\n');
      } else {
        result = result.with(e.getKey(), e.getValue());
      }
    }
    return input.isEmpty() ? result : result.reading(input.toString());
  }

  /**
   * @return the ID of what was made
   */
  private String run(String name, Command command) {
    try {
      return host.run(command).firstLine().orElseThrow();
    } catch (CommandFailed e) {
      if (e.errors().contains("is already in use")) {
        throw new Failure(
            ref.toString(),
            "a container named " + name + " is there already, and is not flocker's",
            "rename it: docker rename " + name + " " + name + "-other");
      }
      throw e;
    }
  }
}

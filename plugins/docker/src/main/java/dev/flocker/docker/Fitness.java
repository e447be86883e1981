package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a node can run a container at all: found before anything is stopped to come here. */
final class Fitness {

  /** What processors run besides their own, by Docker's names. */
  private static final Map<String, Set<String>> RUNS_TOO =
      Map.of("amd64", Set.of("386"), "arm64", Set.of("arm"));

  /** What some builders write into images, or Docker of the kernel's, by Docker's names. */
  private static final Map<String, String> DOCKERS_NAMES =
      Map.of("x86_64", "amd64", "aarch64", "arm64");

  /** Programs for other processors that the kernel hands to an emulator. */
  private static final Path EMULATORS = Path.of("/proc/sys/fs/binfmt_misc");

  private static final Duration SLOW = Duration.ofMinutes(2);

  private final Ref ref;
  private final Host host;

  Fitness(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  /**
   * @throws Failure if somebody else has its volumes, or the node lacks what it mounts or listens
   *     on, or its Docker does not see them
   */
  void requirePlaces(ContainerState want) {
    if (Snap.isDocker(host)) {
      throw new Failure(ref.toString(), Snap.WHY, String.join("\n", Snap.REMEDY));
    }
    new Strangers(ref, host).refuse(want.volumes());
    requireMounts(want);
    new Addresses(host).require(ref, want);
  }

  /** Docker itself would say so only when it creates the container. */
  private void requireMounts(ContainerState want) {
    for (Mount m : want.mounts()) {
      String path = m.source().text();
      if (host.run(Command.of("test", "-e", path).allowing(0, 1)).exit() != 0) {
        throw new Failure(
            ref + ": mounts",
            path + " is not there, and what belongs to a node does not move",
            "make it on this node: mkdir -p " + path + "; or use a volume, which moves along");
      }
    }
  }

  /**
   * @throws Failure if the image is for another kind of processor
   */
  void requireProcessor(String image) {
    String made = line(ImageCommands.architectureOf(image));
    String here = line(ImageCommands.architecture());
    made = DOCKERS_NAMES.getOrDefault(made, made);
    here = DOCKERS_NAMES.getOrDefault(here, here);
    boolean fits =
        made.isEmpty()
            || made.equals(here)
            || RUNS_TOO.getOrDefault(here, Set.of()).contains(made)
            || host.list(EMULATORS).stream().anyMatch(e -> e.startsWith("qemu-"));
    if (!fits) {
      throw new Failure(
          "image " + image,
          "is for " + made + ", and the node is " + here,
          "use an image for " + here + ", or a node of the other kind");
    }
  }

  private String line(List<String> argv) {
    return host.run(Command.of(argv)).firstLine().orElse("");
  }

  /**
   * @throws Failure if the node's runtime does not start anything
   */
  void requireRuntime(String image) {
    host.run(Command.of(ImageCommands.trials(ref)))
        .output()
        .lines()
        .forEach(id -> host.run(Command.of(DockerCommands.remove(id))));
    Command trial =
        Command.of(ImageCommands.trial(ref, image)).within(SLOW).allowing(125, 126, 127);
    Command.Result result = host.run(trial);
    if (!result.errors().contains(ImageCommands.TRIAL)) {
      throw new Failure(
          ref.toString(),
          "Docker cannot start a container here: " + result.errors().strip(),
          "mend Docker's runtime until this finds "
              + ImageCommands.TRIAL
              + " missing, and nothing else: "
              + String.join(" ", trial.argv()));
    }
  }
}

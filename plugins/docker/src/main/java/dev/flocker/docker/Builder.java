package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Progress;
import dev.flocker.api.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Builds an image by the node's Docker. */
final class Builder {

  private static final Duration SLOW = Duration.ofHours(2);

  /** How many of the last lines say what went wrong. */
  private static final int LAST_WORDS = 15;

  /** The first Docker that needs a plugin for its newer builder. */
  private static final int NEEDS_PLUGIN = 23;

  private final Host host;

  Builder(Host host) {
    this.host = host;
  }

  /** Where images are built, and the leftovers of killed builds are. */
  static Path folder(Host host) {
    return host.home().resolve("builds");
  }

  void build(String image, Recipe recipe, Progress progress) {
    Path archive = host.fetch(recipe.context(), progress);
    Path work = folder(host).resolve(UUID.randomUUID().toString());
    Path context = work.resolve("context");
    try {
      host.run(Command.of("mkdir", "--parents", "--mode=0700", context.toString()));
      host.run(
          Command.of("tar", "--extract", "--file", archive + "", "--directory", context + "")
              .within(SLOW));
      Path dockerfile = work.resolve("Dockerfile");
      host.write(dockerfile, recipe.dockerfile(), 0600);
      progress.report("building " + image, 0, -1);
      run(image, Command.of(argv(image, recipe, dockerfile, context)).within(SLOW));
    } finally {
      remove(work);
    }
  }

  private void remove(Path work) {
    host.run(Command.of("rm", "--recursive", "--force", work.toString()).within(SLOW));
  }

  private static List<String> argv(String image, Recipe recipe, Path dockerfile, Path context) {
    List<String> argv = new ArrayList<>(List.of("docker", "build", "--tag", image));
    argv.addAll(recipe.options());
    argv.addAll(List.of("--file", dockerfile.toString(), context.toString()));
    return argv;
  }

  private void run(String image, Command build) {
    try {
      host.run(hasNewer() ? build.with("DOCKER_BUILDKIT", new Secret("1")) : build);
    } catch (CommandFailed e) {
      List<String> said = e.errors().strip().lines().toList();
      throw new Failure(
          "image " + image,
          "cannot be built: "
              + String.join("\n", said.subList(Math.max(0, said.size() - LAST_WORDS), said.size())),
          "mend its Dockerfile, or what that needs of the node");
    }
  }

  /** Whether Docker can build by BuildKit, which many Dockerfiles need. */
  private boolean hasNewer() {
    String version =
        host.run(Command.of("docker", "version", "--format", "{{.Server.Version}}"))
            .firstLine()
            .orElse("");
    String major = version.replaceFirst("\\..*", "");
    return (major.matches("[0-9]{1,3}") && Integer.parseInt(major) < NEEDS_PLUGIN)
        || host.run(Command.of("docker", "buildx", "version").allowing(0, 1, 125)).exit() == 0;
  }
}

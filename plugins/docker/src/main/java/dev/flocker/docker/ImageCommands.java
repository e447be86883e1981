package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.docker.option.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Docker's command lines for images. */
final class ImageCommands {

  /** Is in no image. */
  static final String TRIAL = "/flocker-trial";

  private ImageCommands() {}

  /** Each line a name, a tab, and the ID of the image that it stands for. */
  static List<String> images() {
    return List.of(
        "docker", "images", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}}\t{{.ID}}");
  }

  static List<String> imageId(String image) {
    return List.of("docker", "image", "inspect", "--format", "{{.Id}}", image);
  }

  /** Prints what it says of what is made from it, as JSON. */
  static List<String> configOf(String image) {
    return List.of("docker", "image", "inspect", "--format", "{{json .Config}}", image);
  }

  static List<String> imagesById(Collection<String> ids) {
    List<String> argv = new ArrayList<>(List.of("docker", "image", "inspect"));
    argv.addAll(ids);
    return argv;
  }

  /** Prints the processor's architecture, as Docker names it. */
  static List<String> architectureOf(String image) {
    return List.of("docker", "image", "inspect", "--format", "{{.Architecture}}", image);
  }

  /** Prints operating system, processor and its variant, with slashes between. */
  static List<String> platformOf(String image) {
    return List.of(
        "docker", "image", "inspect", "--format", "{{.Os}}/{{.Architecture}}/{{.Variant}}", image);
  }

  static List<String> architecture() {
    return List.of("docker", "version", "--format", "{{.Server.Arch}}");
  }

  /**
   * Has the runtime look for a program that no image has: it gets that far only if it can start
   * something. As root, and in a folder that every image has: whatever the image says of these is
   * none of the runtime's business.
   */
  static List<String> trial(Ref ref, String image) {
    return List.of(
        "docker",
        "run",
        "--rm",
        "--network",
        "none",
        "--user",
        "0",
        "--workdir",
        "/",
        "--label",
        trialOf(ref),
        "--entrypoint",
        TRIAL,
        image);
  }

  /** Prints the IDs of trials that a run which died left behind. */
  static List<String> trials(Ref ref) {
    return List.of("docker", "ps", "-a", "-q", "--filter", "label=" + trialOf(ref));
  }

  private static String trialOf(Ref ref) {
    return DockerCommands.RESOURCE + "=trial:" + ref.name();
  }

  static List<String> load(Path archive) {
    return List.of("docker", "load", "--quiet", "--input", archive.toString());
  }

  static List<String> tag(String id, String image) {
    return List.of("docker", "tag", id, image);
  }

  static List<String> pull(String image, Optional<Platform> platform) {
    List<String> argv = new ArrayList<>(List.of("docker", "pull", "--quiet"));
    platform.ifPresent(p -> argv.addAll(List.of("--platform", p.text())));
    argv.add(image);
    return argv;
  }

  /**
   * By a configuration of Docker's other than the user's own.
   *
   * @param argv begins with {@code docker}
   */
  static List<String> with(Path configuration, List<String> argv) {
    List<String> words = new ArrayList<>(List.of("docker", "--config", configuration.toString()));
    words.addAll(argv.subList(1, argv.size()));
    return words;
  }
}

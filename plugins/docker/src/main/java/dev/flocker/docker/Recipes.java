package dev.flocker.docker;

import dev.flocker.api.value.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what images are built from, each once a run. */
final class Recipes {

  private static final String IGNORE = ".dockerignore";

  private final Map<Build, Recipe> known = new ConcurrentHashMap<>();
  private final Digests digests;

  Recipes(Digests digests) {
    this.digests = digests;
  }

  /**
   * @throws IllegalArgumentException with cause and remedy, if its Dockerfile is not there or
   *     something cannot be read
   */
  Recipe read(Build build) {
    return known.computeIfAbsent(build, this::readNow);
  }

  /**
   * The image that a build makes: of the name that the playbook gives it, or one of its own, with a
   * tag that says what it is built from.
   */
  ImageReference image(Container spec, String project) {
    Optional<Build> build = spec.build();
    if (build.isEmpty()) {
      return spec.image().orElseThrow();
    }
    String mark = read(build.get()).mark();
    String name = spec.image().map(ImageReference::text).orElse(own(project, spec));
    return ImageReference.parse(
        name.endsWith(":latest") ? name.replaceFirst("latest$", mark) : name + "-" + mark);
  }

  /** As Docker Compose names it. */
  private static String own(String project, Container spec) {
    String name = (project + "-" + spec.name()).toLowerCase(Locale.ROOT);
    return name.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "") + ":latest";
  }

  private Recipe readNow(Build build) {
    Path context = Path.of(build.context().path());
    Path file = context.resolve(build.dockerfile()).normalize();
    String dockerfile = build.dockerfileInline().orElseGet(() -> dockerfile(file));
    LocalFolder packed = build.context().without(leftOut(context, file));
    List<String> options = options(build);
    String digest =
        Digests.ofText(digests.of(packed) + "\0" + dockerfile + "\0" + String.join("\0", options));
    return new Recipe(packed, dockerfile, options, digest);
  }

  private static String dockerfile(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          shown(file) + " does not exist; say which file it is in \"dockerfile\"", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          shown(file) + " cannot be read (" + e.getMessage() + "); it has to be a text in UTF-8",
          e);
    }
  }

  /** From where flocker was started, if it is below. */
  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  /** The list beside the Dockerfile goes before the context's. The lists themselves do not go. */
  private static List<String> leftOut(Path context, Path dockerfile) {
    Path special = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE);
    Path list = Files.isRegularFile(special) ? special : context.resolve(IGNORE);
    List<String> patterns = new ArrayList<>();
    if (Files.isRegularFile(list)) {
      try {
        Files.readAllLines(list).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(patterns::add);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            shown(list) + " cannot be read (" + e.getMessage() + "); it has to be a text in UTF-8",
            e);
      }
    }
    patterns.add(IGNORE);
    return patterns;
  }

  private static List<String> options(Build build) {
    List<String> options = new ArrayList<>();
    each(options, "--build-arg", build.args());
    build.target().ifPresent(t -> options.addAll(List.of("--target", t)));
    each(options, "--label", build.labels());
    build.network().ifPresent(n -> options.addAll(List.of("--network", n)));
    build.extraHosts().forEach(h -> options.addAll(List.of("--add-host", h.replace('=', ':'))));
    build.shmSize().ifPresent(s -> options.addAll(List.of("--shm-size", Long.toString(s.bytes()))));
    return options;
  }

  private static void each(List<String> options, String option, Map<String, String> values) {
    new TreeMap<>(values).forEach((k, v) -> options.addAll(List.of(option, k + "=" + v)));
  }
}

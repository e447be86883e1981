package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.docker.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that goes from node to node, without a name: a name that came along could displace an
 * image of this node's.
 *
 * @param image its name
 * @param id what it has to be; empty if it is only known by its name
 */
record Handed(String image, String id) {

  private static final Duration SLOW = Duration.ofMinutes(30);

  /** As tar lists it; the only links are those from one layer to an equal one. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<kind>[-dl])\\S+\\s+\\S+\\s+\\d+\\s+\\S+\\s+\\S+\\s+"
              + "(?<name>\\w[\\w.-]*(?:/\\w[\\w.-]*)*)/?"
              + "(?: -> (?<target>\\.\\./[0-9a-f]{64}/layer\\.tar))?");

  private static final Set<String> OF_MANIFEST =
      Set.of("Config", "RepoTags", "Layers", "LayerSources", "Parent");

  private static final Set<String> OF_INDEX = Set.of("schemaVersion", "mediaType", "manifests");

  private static final Set<String> OF_DESCRIPTOR =
      Set.of("mediaType", "digest", "size", "platform");

  /** What is wanted, if one node can have it from another. */
  static Optional<Handed> of(ContainerState want) {
    boolean here = want.imageIds().contains(want.image()); // no name of it is known
    boolean known = want.build().isPresent() || (!want.imageIds().isEmpty() && !here);
    return known && want.archive().isEmpty()
        ? Optional.of(
            new Handed(want.image(), want.imageIds().isEmpty() ? "" : want.imageIds().getFirst()))
        : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException unless {@link #toString} wrote it
   */
  static Handed parse(String text) {
    int at = text.lastIndexOf('@');
    String id = at < 0 ? "" : text.substring(at + 1);
    if (!id.matches("|sha256:[0-9a-f]{64}")) {
      throw new IllegalArgumentException("\"" + text + "\" is no image");
    }
    return new Handed(ImageReference.parse(at < 0 ? text : text.substring(0, at)).text(), id);
  }

  @Override
  public String toString() {
    return id.isEmpty() ? image : image + "@" + id;
  }

  /** Where images arrive, and the leftovers of killed runs are. */
  static Path folder(Host host) {
    return host.home().resolve("images");
  }

  private String fileName() {
    return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)) + ".tar";
  }

  /** Writes it to the standard output, without its name; empty if it is not here. */
  Optional<List<String>> save(Host host) {
    String wanted = id.isEmpty() ? image : id;
    Command.Result look = host.run(Command.of(ImageCommands.imageId(wanted)).allowing(0, 1));
    return look.exit() == 0
        ? look.firstLine().map(here -> List.of("docker", "save", here))
        : Optional.empty();
  }

  /** Reads it from the standard input. */
  List<String> keep(Host host) {
    return List.of(
        "sh",
        "-c",
        "umask 077 && mkdir -p \"$1\" && cat >\"$1/$2.part\" && mv \"$1/$2.part\" \"$1/$2\"",
        "sh",
        folder(host).toString(),
        fileName());
  }

  /**
   * Loads it, if it has arrived.
   *
   * @return its ID
   * @throws Failure if something else has arrived
   */
  Optional<String> load(Host host) {
    if (!host.list(folder(host)).contains(fileName())) {
      return Optional.empty();
    }
    Path file = folder(host).resolve(fileName());
    try {
      requireNameless(file, host);
      String said = host.run(Command.of(ImageCommands.load(file)).within(SLOW)).output();
      String loaded = said.strip().replaceFirst("^Loaded image ID: ", "");
      if (!loaded.matches("sha256:[0-9a-f]{64}") || !(id.isEmpty() || id.equals(loaded))) {
        throw refused("is not what another node sent: " + said.strip());
      }
      return Optional.of(loaded);
    } finally {
      host.delete(file);
    }
  }

  /**
   * Docker takes names from three documents, whatever case their keys are in, and of two of one
   * name the later: so that there is nothing but what {@code docker save} writes.
   */
  private void requireNameless(Path file, Host host) {
    Set<String> files = new HashSet<>();
    Command list =
        Command.of("tar", "--list", "--verbose", "--numeric-owner", "--file", file.toString());
    for (String line : host.run(list.within(SLOW)).output().lines().toList()) {
      Matcher entry = ENTRY.matcher(line);
      boolean plain =
          entry.matches()
              && (entry.group("kind").equals("d") || files.add(entry.group("name")))
              && (entry.group("target") == null) == !entry.group("kind").equals("l");
      if (!plain) {
        throw refused("came from another node as something that docker save does not write");
      }
    }
    Json manifest = document("manifest.json", file, host);
    boolean one = manifest.items().size() == 1;
    boolean named =
        files.contains("repositories")
            || !one
            || !hasOnly(manifest.items().getFirst(), OF_MANIFEST)
            || !manifest.items().getFirst().at("RepoTags").items().isEmpty()
            || (files.contains("index.json") && isNamed(document("index.json", file, host)));
    if (named) {
      throw refused("came from another node with names of its own, or with other images");
    }
  }

  private static boolean isNamed(Json index) {
    return !hasOnly(index, OF_INDEX)
        || index.at("manifests").items().stream().anyMatch(m -> !hasOnly(m, OF_DESCRIPTOR));
  }

  private static boolean hasOnly(Json json, Set<String> keys) {
    return keys.containsAll(json.entries().keySet());
  }

  private Json document(String name, Path file, Host host) {
    Command read = Command.of("tar", "--extract", "--to-stdout", "--file", file.toString(), name);
    try {
      return Json.parse(host.run(read.within(SLOW)).output());
    } catch (IllegalArgumentException e) {
      throw refused("came from another node as something that is no image");
    }
  }

  private Failure refused(String why) {
    return new Failure("image " + image, why, "look at the node that it came from, and run again");
  }
}

package dev.flocker.docker;

import dev.flocker.api.Declared;
import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.VariablesFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with a container beyond what its schema shows. */
final class ContainerChecks {

  private final Declared<Container> declared;
  private final Container spec;
  private final Topology topology;
  private final ArchiveReader archives;
  private final Recipes recipes;
  private final Digests digests;
  private final Problems problems;

  ContainerChecks(
      Declared<Container> declared,
      Topology topology,
      ArchiveReader archives,
      Recipes recipes,
      Digests digests,
      Problems problems) {
    this.declared = declared;
    this.spec = declared.spec();
    this.topology = topology;
    this.archives = archives;
    this.recipes = recipes;
    this.digests = digests;
    this.problems = problems;
  }

  void run() {
    name();
    place();
    supervisor();
    duplicates();
    environment();
    dependencies();
    hooks();
    new OptionChecks(spec, this::problem).run();
    new NetworkChecks(declared, topology, this::problem).run();
    image();
    archive();
    adoption();
    rest();
  }

  private void rest() {
    if (!topology.stopped(declared.ref())) {
      return;
    }
    if (spec.once()) {
      problem(
          "state",
          "it is meant to end, by \"health: completed\", and cannot be stopped besides",
          "leave out \"state\", or keep runs from it by \"when: false\"");
    }
    if (spec.adopt().isPresent()) {
      problem(
          "state",
          "one that is taken over runs, until this one does",
          "let it run at first, and stop it by a run after that");
    }
  }

  private void adoption() {
    for (VolumeMount v : spec.volumes()) {
      v.from()
          .ifPresent(
              from -> {
                if (!from.isOne()) {
                  problem(
                      "volumes",
                      v.name() + ": \"from\" names not exactly one source",
                      "write one of docker_volume, path and dataset");
                } else if (spec.adopt().isEmpty()) {
                  problem(
                      "volumes",
                      v.name() + " is from " + from + ", but no container is adopted",
                      "say whose that is: adopt: CONTAINER-ID");
                }
              });
    }
    if (spec.adopt().isPresent() && declared.on().size() > 1) {
      problem("on", "names several nodes, and adopts one container", "name one node");
    }
  }

  private void hooks() {
    if (spec.once() && spec.hooks().flatMap(Hooks::afterStart).isPresent()) {
      problem(
          "hooks",
          "has an after_start, and the container is meant to have ended by then",
          "remove it, or have the container do that itself");
    }
  }

  private void problem(String what, String why, String remedy) {
    String subject = declared.ref() + (what.isEmpty() ? "" : ": " + what);
    problems.add(declared.place(), subject, why, remedy);
  }

  private void name() {
    String name = spec.name().text();
    if (name.length() < 2) {
      problem("name", "Docker takes no name of a single character", "use a longer one");
    }
    for (String suffix : Own.SUFFIXES) {
      if (name.endsWith(suffix)) {
        problem(
            "name", "ends with \"" + suffix + "\", which replacing needs", "use another ending");
      }
    }
  }

  private void place() {
    if (declared.on().isEmpty() && topology.nodes().size() > 1) {
      String nodes =
          topology.nodes().stream().map(NodeInfo::name).limit(8).collect(Collectors.joining(", "));
      problem(
          "", "has no \"on\", and the play has several nodes", "say on which it runs: " + nodes);
    }
    if (declared.on().size() > 1 && !spec.volumes().isEmpty()) {
      problem(
          "on",
          "is " + String.join(", ", declared.on()) + ", but a volume is on one node",
          "name one node, or remove the volumes");
    }
  }

  private void supervisor() {
    List<Ref> units = topology.related(Relation.Kind.SUPERVISES, declared.ref());
    if (spec.supervisor().equals(Optional.of(Supervisor.DOCKER)) && !units.isEmpty()) {
      problem(
          "supervisor",
          "is docker, but " + units.getFirst() + " supervises it",
          "remove \"supervisor\", or the links from it");
    }
  }

  private void duplicates() {
    Set<String> paths = new HashSet<>();
    for (VolumeMount v : spec.volumes()) {
      twice(paths, "volumes", v.mountpoint().text(), "mount them at different places");
      if (v.mountpoint().text().equals("/")) {
        problem("volumes", "are mounted at \"/\"", "mount them at a directory");
      }
    }
    for (Mount m : spec.mounts()) {
      twice(paths, "mounts", m.target().text(), "mount them at different places");
      if (m.target().text().equals("/")) {
        problem("mounts", "has the target \"/\"", "mount it below that");
      }
      if (m.source().text().startsWith(Directories.ROOT)) {
        problem(
            "mounts", "has " + m.source() + ", where volumes are", "name the volume in volumes");
      }
    }
    for (ConfigFile f : spec.files()) {
      twice(paths, "files", f.path().text(), "give each file a path of its own");
    }
    for (ConfigFolder f : spec.folders()) {
      twice(paths, "folders", f.path().text(), "give each folder a path of its own");
      if (f.path().text().equals("/")) {
        problem("folders", "has the path \"/\"", "mount it below that");
      }
    }
    Set<String> servers = new HashSet<>();
    spec.registries().forEach(r -> twice(servers, "registries", r.server(), "name it once"));
    Set<String> ports = new HashSet<>();
    spec.eachPort().forEach(p -> twice(ports, "ports", p.toString(), "name it once"));
  }

  private void twice(Set<String> seen, String key, String value, String remedy) {
    if (!seen.add(value)) {
      problem(key, value + " is there twice", remedy);
    }
  }

  private void dependencies() {
    if (spec.once() && spec.restart().isEndless()) {
      problem(
          "health",
          "says completed, but it is always started again",
          "write restart: never, or on-failure");
    }
    Set<Ref> seen = new HashSet<>();
    Deque<Ref> open = new ArrayDeque<>(followed(declared));
    while (!open.isEmpty()) {
      Ref next = open.pop();
      if (next.equals(declared.ref())) {
        boolean shares = spec.networkOf().isPresent() && spec.dependsOn().isEmpty();
        problem(shares ? "network" : "depends_on", "leads back to itself", "break the circle");
        return;
      }
      if (seen.add(next)) {
        topology.declared(next).ifPresent(d -> open.addAll(followed(d)));
      }
    }
  }

  private static List<Ref> followed(Declared<?> of) {
    return of.spec() instanceof Container c
        ? Stream.concat(
                c.dependsOn().stream().map(n -> new Ref(ContainerType.NAME, n.text())),
                c.networkOf().stream())
            .toList()
        : List.of();
  }

  private void environment() {
    spec.environment().forEach((name, value) -> variable("environment", name, value));
    for (VariablesFile file : spec.envFile()) {
      file.variables().forEach((name, value) -> variable("env_file", name, value));
    }
  }

  private void variable(String key, String name, Secret value) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      problem(
          key,
          "\"" + name + "\" is no name of a variable",
          "use letters, digits, _ . -, and start with a letter");
    }
    if (value.reveal().indexOf('\0') >= 0) {
      problem(key + "." + name, "holds a zero byte", "remove it");
    }
    if (DockerCommands.steersTheClient(name) && value.reveal().lines().count() > 1) {
      problem(
          key + "." + name,
          "has several lines, which cannot be passed to Docker under this name",
          "pass it in a file");
    }
  }

  private void image() {
    if (spec.image().isEmpty() && spec.build().isEmpty()) {
      problem("", "has no \"image\"", "name one, or say how to build it: build: {context: FOLDER}");
    }
    if (spec.build().isPresent()) {
      if (spec.archive().isPresent()) {
        problem("archive", "and \"build\" both say where the image is from", "remove one of them");
      }
      if (spec.image().filter(i -> i.text().contains("@")).isPresent()) {
        problem(
            "image", "has a digest, which is known only when it is built", "write a name or a tag");
      }
      attempt("build", "", () -> recipes.read(spec.build().get()));
    }
    spec.folders().forEach(f -> attempt("folders", "", () -> digests.of(f.src())));
    spec.files()
        .forEach(f -> f.file().ifPresent(src -> attempt("files", "", () -> digests.of(src))));
  }

  /** What cannot be read is a problem: its cause and remedy are in the message. */
  private void attempt(String key, String before, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException e) {
      String text = String.valueOf(e.getMessage());
      int end = text.lastIndexOf("; ");
      String why = end < 0 ? text : text.substring(0, end);
      problem(key, before + why, end < 0 ? "look at what it names" : text.substring(end + 2));
    }
  }

  private void archive() {
    spec.archive()
        .ifPresent(file -> attempt("archive", file.path() + " ", () -> requireImageIn(file)));
  }

  private void requireImageIn(LocalFile file) {
    ImageArchive archive = archives.read(file);
    spec.image()
        .filter(image -> archive.idsOf(image).isEmpty())
        .ifPresent(
            image ->
                problem(
                    "archive",
                    file.path() + " does not hold " + image,
                    "it holds " + String.join(", ", archive.names())));
  }
}

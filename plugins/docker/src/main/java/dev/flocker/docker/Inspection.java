package dev.flocker.docker;

import dev.flocker.api.node.Host;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.json.Json;
import dev.flocker.docker.option.Declaration;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.docker.option.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One container of {@code docker inspect}. */
record Inspection(Json json) {

  static List<Inspection> parse(String output) {
    return Json.parse(output).items().stream().map(Inspection::new).toList();
  }

  String id() {
    return json.at("Id").text();
  }

  String name() {
    return json.at("Name").text().replaceFirst("^/", "");
  }

  String image() {
    return json.at("Image").text();
  }

  /** The image's name when the container was made. */
  String madeFrom() {
    return json.at("Config", "Image").text();
  }

  long pid() {
    return json.at("State", "Pid").number();
  }

  RestartPolicy restart() {
    Json policy = json.at("HostConfig", "RestartPolicy");
    return RestartPolicy.ofDocker(
        policy.at("Name").text(), (int) policy.at("MaximumRetryCount").number());
  }

  /** Whether Docker removes it once it stops, with those of its volumes that have no name. */
  boolean isFleeting() {
    return json.at("HostConfig", "AutoRemove").isTrue();
  }

  /** How somebody gets one like it that stays, with the same data. */
  String lasting() {
    return "make it anew without --rm: docker create --volumes-from "
        + "%1$s --name %1$s-2 ... %2$s; docker stop %1$s; docker start %1$s-2"
            .formatted(name(), madeFrom());
  }

  boolean wasStarted() {
    return !json.at("State", "StartedAt").text().startsWith("0001-");
  }

  /** When it was last started. */
  Instant startedAt() {
    return Instant.parse(json.at("State", "StartedAt").text());
  }

  /** When it last ended. */
  Instant finishedAt() {
    return Instant.parse(json.at("State", "FinishedAt").text());
  }

  long exitCode() {
    return json.at("State", "ExitCode").number();
  }

  /** Whether the kernel ended it for taking more memory than it may. */
  boolean outOfMemory() {
    return json.at("State", "OOMKilled").isTrue();
  }

  /** How often Docker has started it again. */
  long restarts() {
    return json.at("RestartCount").number();
  }

  /** How many bytes of memory it may take; 0 for all. */
  long memoryLimit() {
    return json.at("HostConfig", "Memory").number();
  }

  /** {@code created}, {@code running}, {@code restarting}, {@code exited}, ... */
  String status() {
    return json.at("State", "Status").text();
  }

  /** Why Docker could not start it when it last tried to; empty if it could, or never did. */
  String startError() {
    return json.at("State", "Error").text();
  }

  /** {@code starting}, {@code healthy} or {@code unhealthy}; empty if it has no check. */
  String dockersHealth() {
    String health = json.at("State", "Health", "Status").text();
    return health.equals("none") ? "" : health;
  }

  /** One that is done is as good as one that runs. */
  boolean running() {
    return isDone() || (status().equals("running") && !dockersHealth().equals("unhealthy"));
  }

  private boolean once() {
    return json.at("Config", "Labels", DockerCommands.ONCE).text().equals("true");
  }

  /** Whether it is meant to end, and has ended well. */
  boolean isDone() {
    return once() && status().equals("exited") && exitCode() == 0;
  }

  String stopSignal() {
    String signal = json.at("Config", "StopSignal").text();
    return signal.isEmpty() ? "SIGTERM" : signal;
  }

  /** {@code bridge}, {@code host}, {@code container:ID}, ... */
  String network() {
    return json.at("HostConfig", "NetworkMode").text();
  }

  Optional<String> address() {
    return json.at("NetworkSettings", "Networks").entries().values().stream()
        .map(n -> n.at("IPAddress").text())
        .filter(a -> !a.isEmpty())
        .findFirst();
  }

  /** Where on the node Docker keeps its own volumes, by mountpoint. */
  Map<String, Path> dockersVolumes() {
    Map<String, Path> volumes = new TreeMap<>();
    for (Json mount : json.at("Mounts").items()) {
      if (mount.at("Type").text().equals("volume")) {
        volumes.put(mount.at("Destination").text(), Path.of(mount.at("Source").text()));
      }
    }
    return volumes;
  }

  /** Of Docker's volumes those that lie in one of these folders. */
  List<String> dockersVolumeNames(List<Path> folders) {
    return json.at("Mounts").items().stream()
        .filter(m -> m.at("Type").text().equals("volume"))
        .filter(m -> folders.contains(Path.of(m.at("Source").text())))
        .map(m -> m.at("Name").text())
        .toList();
  }

  /** What of the node, or of Docker's volumes, it has where. */
  Map<String, AdoptedData.Mounted> mounted() {
    Map<String, AdoptedData.Mounted> mounted = new TreeMap<>();
    for (Json mount : json.at("Mounts").items()) {
      if (Set.of("bind", "volume").contains(mount.at("Type").text())) {
        mounted.put(mount.at("Destination").text(), AdoptedData.Mounted.of(mount));
      }
    }
    return mounted;
  }

  /** Directories of the node that it may write to. */
  List<Path> writable() {
    return json.at("Mounts").items().stream()
        .filter(m -> m.at("Type").text().equals("bind") && Boolean.TRUE.equals(m.at("RW").value()))
        .map(m -> Path.of(m.at("Source").text()))
        .toList();
  }

  /** The command of the check that the image brings; empty if it has none. */
  List<String> dockersCheck() {
    List<String> test = json.at("Config", "Healthcheck", "Test").texts();
    String kind = test.isEmpty() ? "NONE" : test.getFirst();
    return switch (kind) {
      case "CMD" -> test.subList(1, test.size());
      case "CMD-SHELL" -> List.of("/bin/sh", "-c", String.join(" ", test.subList(1, test.size())));
      default -> List.of();
    };
  }

  /** All that can change while the container is the same one, but for what stopping it changes. */
  String version() {
    return id() + " " + String.join(" ", Table.changeable(json, declared()));
  }

  /**
   * @param images IDs by name
   * @param limits whether the node's kernel limits memory and CPU shares
   * @param leftovers of the same resource
   * @param outside whether flocker did not make it, and is to take it over
   */
  ContainerState state(
      Map<String, String> images,
      boolean limits,
      List<String> leftovers,
      boolean outside,
      Host host) {
    Declaration declared = declared();
    String files = json.at("Config", "Labels", DockerCommands.FILES).text();
    InspectedMounts mounts = new InspectedMounts(json, files, ShippedFiles.in(files, host));
    return new ContainerState(
        imageName(images),
        List.of(image()),
        Optional.empty(),
        Pull.MISSING,
        Optional.empty(),
        Optional.empty(),
        Table.read(json, declared),
        environment(declared.environment()),
        mounts.files(),
        mounts.folders(),
        mounts.volumes(),
        mounts.mounts(),
        published(),
        Kept.HEALTH.of(id(), host),
        Kept.HOOKS.of(id(), host),
        once(),
        false,
        limits,
        List.copyOf(dockersVolumes().keySet()),
        leftovers,
        outside ? Optional.of(id()) : Optional.empty(),
        Optional.empty());
  }

  private Declaration declared() {
    return Declaration.parse(json.at("Config", "Labels", DockerCommands.DECLARED).text());
  }

  /** With the image's ID, if its name was given to another one since. */
  private String imageName(Map<String, String> images) {
    String name = madeFrom();
    return images.getOrDefault(name, image()).equals(image()) ? name : name + "@" + image();
  }

  private Map<String, Secret> environment(List<String> names) {
    Map<String, Secret> environment = new TreeMap<>();
    for (String entry : json.at("Config", "Env").texts()) {
      int end = entry.indexOf('=');
      if (end > 0 && names.contains(entry.substring(0, end))) {
        environment.put(entry.substring(0, end), new Secret(entry.substring(end + 1)));
      }
    }
    return environment;
  }

  String label(String name) {
    return json.at("Config", "Labels", name).text();
  }

  /** Internal ports for which Docker chooses where they are published. */
  List<String> unsettledPorts() {
    return json.at("HostConfig", "PortBindings").entries().entrySet().stream()
        .filter(
            e ->
                e.getValue().items().stream()
                    .anyMatch(b -> !b.at("HostPort").text().matches("[1-9][0-9]*")))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where Docker publishes its ports. */
  List<PublishedPort> published() {
    List<PublishedPort> ports = new ArrayList<>();
    json.at("HostConfig", "PortBindings")
        .entries()
        .forEach(
            (internal, bindings) -> {
              for (Json binding : bindings.items()) {
                String external = binding.at("HostPort").text();
                if (internal.matches("[0-9]+/(tcp|udp)") && external.matches("[1-9][0-9]*")) {
                  Port port = Port.parse(internal.replace("/tcp", ""));
                  Port published = new Port(Integer.parseInt(external), port.protocol());
                  ports.add(new PublishedPort(port, published, address(binding)));
                }
              }
            });
    return ports.stream().sorted().toList();
  }

  private static Optional<String> address(Json binding) {
    return Optional.of(binding.at("HostIp").text())
        .filter(ip -> !ip.isEmpty() && !ip.equals(DockerCommands.EVERYWHERE));
  }
}

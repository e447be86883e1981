package dev.flocker.docker;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Outside;
import dev.flocker.api.schema.KeyTable;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Values;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.PortRange;
import dev.flocker.api.value.Protocol;
import dev.flocker.docker.json.Json;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.Swap;
import dev.flocker.docker.option.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One container from outside: {@code docker inspect} read backwards. */
final class Surveyed {

  private static final Schema<Said> SAID = Schema.of(Said.class);

  /** What is there on every node, and no data. */
  private static final Set<String> OF_NODES =
      Set.of("/dev", "/etc", "/proc", "/run", "/sys", "/var/run");

  private static final Duration ONE_LOOK = Duration.ofSeconds(1);

  private static final long DOCKERS_SHM = 64L << 20;

  private final Inspection container;
  private final Json image;
  private final String logging;
  private final SurveyedNames names;
  private final Host host;
  private final List<String> notes = new ArrayList<>();

  /** Of the keys of a container those that have forms of their own. */
  record Said(
      @KeyTable(Options.class) Values options,
      List<VolumeMount> volumes,
      List<Mount> mounts,
      List<PortMapping> ports,
      List<Name> aliases) {}

  /**
   * @param logging Docker's own driver
   */
  Surveyed(Inspection container, Json image, String logging, SurveyedNames names, Host host) {
    this.container = container;
    this.image = image;
    this.logging = logging;
    this.names = names;
    this.host = host;
  }

  Outside outside() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", names.of(container).text());
    keys.put("adopt", ContainerId.brief(container.id()));
    keys.put("image", imageName());
    List<VolumeMount> volumes = new ArrayList<>();
    List<Mount> mounts = new ArrayList<>();
    mounted(volumes, mounts);
    if (container.isFleeting()) {
      note(
          "Docker removes it once it stops, so that it cannot be taken over; "
              + container.lasting());
    }
    Keyless.notes(container.json()).forEach(this::note);
    Said said = new Said(options(), volumes, mounts, ports(), names.aliases(container));
    keys.putAll(Brief.of(SAID.encode(said)));
    listens().ifPresent(port -> keys.put("health", Map.of("tcp", port.number())));
    Map<String, String> environment = environment();
    return new Outside(
        ContainerType.NAME,
        keys,
        environment.isEmpty() ? Map.of() : Map.of("environment", environment),
        notes);
  }

  /**
   * The first published port at which it takes connections now: a sign of its health, if it has no
   * check of Docker's.
   */
  private Optional<Port> listens() {
    Optional<String> address = container.address().filter(a -> container.dockersHealth().isEmpty());
    return address.flatMap(
        at ->
            container.published().stream()
                .map(PublishedPort::internal)
                .filter(port -> port.protocol() == Protocol.TCP)
                .filter(port -> host.connects(at, port.number(), ONE_LOOK))
                .findFirst());
  }

  private void note(String text) {
    notes.add("container " + container.name() + ": " + text);
  }

  private String imageName() {
    String name = container.madeFrom();
    boolean still =
        image.at("RepoTags").texts().contains(name)
            || image.at("RepoTags").texts().contains(name + ":latest")
            || image.at("RepoDigests").texts().contains(name);
    if (!still) {
      note(
          "its image is no longer called "
              + name
              + " on this node; give it that name again, or another one here: docker tag "
              + container.image().replace("sha256:", "").substring(0, ContainerId.SHORT)
              + " NAME");
    }
    return name;
  }

  private Values options() {
    Values options = Table.beyond(container.json(), byItself());
    String hostname = options.get(Options.HOSTNAME.key()).orElse("");
    if (container.id().startsWith(hostname)) {
      options = options.without(Options.HOSTNAME.key());
    }
    if (options.get(Options.MEMORY_SWAP.key()).filter(this::isDockers).isPresent()) {
      options = options.without(Options.MEMORY_SWAP.key());
    }
    Map<String, String> labels = new TreeMap<>(options.get(Options.LABELS.key()).orElse(Map.of()));
    labels.keySet().removeIf(l -> l.startsWith("com.docker.compose.") || isImages(l, labels));
    return labels.isEmpty()
        ? options.without(Options.LABELS.key())
        : options.with(Options.LABELS.key(), labels);
  }

  /** Twice the memory, unless it is said. */
  private boolean isDockers(Swap swap) {
    long memory = container.json().at("HostConfig", "Memory").number();
    return memory == 0 || swap.bytes() == 0 || swap.bytes() == 2 * memory;
  }

  private boolean isImages(String label, Map<String, String> labels) {
    return image.at("Config", "Labels", label).text().equals(labels.get(label));
  }

  /** What {@code docker inspect} would show of a container of this image without any option. */
  private Json byItself() {
    Map<String, Object> shown = new LinkedHashMap<>();
    Object config = image.at("Config").value();
    shown.put("Config", config == null ? Map.of() : config);
    shown.put(
        "HostConfig",
        Map.of(
            "ShmSize",
            DOCKERS_SHM,
            "LogConfig",
            Map.of("Type", logging),
            "RestartPolicy",
            Map.of("Name", "always"),
            "SecurityOpt",
            dockersSecurity()));
    return new Json(shown);
  }

  /** A privileged container has it from Docker. */
  private List<String> dockersSecurity() {
    boolean privileged = container.json().at("HostConfig", "Privileged").isTrue();
    return privileged ? List.of("label=disable") : List.of();
  }

  private void mounted(List<VolumeMount> volumes, List<Mount> mounts) {
    for (Json mount : container.json().at("Mounts").items()) {
      String type = mount.at("Type").text();
      AbsolutePath place = AbsolutePath.parse(mount.at("Destination").text());
      boolean readOnly = !mount.at("RW").isTrue();
      String source = mount.at("Source").text();
      if (type.equals("volume")) {
        String name = mount.at("Name").text();
        volumes.add(
            volume(
                name,
                place,
                readOnly,
                new VolumeSource(Optional.of(name), Optional.empty(), Optional.empty())));
      } else if (type.equals("bind") && isData(source, readOnly)) {
        Optional<AbsolutePath> path = Optional.of(AbsolutePath.parse(source));
        volumes.add(
            volume(
                source, place, false, new VolumeSource(Optional.empty(), path, Optional.empty())));
        note(
            source
                + " becomes a volume that moves with it; if it is to stay, write it into mounts");
      } else if (type.equals("bind")) {
        mounts.add(new Mount(AbsolutePath.parse(source), place, readOnly));
      } else {
        note("its " + type + " at " + place + " is not taken over");
      }
    }
  }

  private VolumeMount volume(String of, AbsolutePath place, boolean readOnly, VolumeSource from) {
    return new VolumeMount(
        names.volume(container, of, place.text()),
        place,
        readOnly,
        Optional.empty(),
        Optional.of(from));
  }

  private boolean isData(String source, boolean readOnly) {
    boolean ofNodes = OF_NODES.stream().anyMatch(p -> Path.of(source).startsWith(p));
    if (readOnly || ofNodes) {
      return false;
    }
    Command stat = Command.of("stat", "--format=%F", source).allowing(0, 1);
    return host.run(stat).output().strip().equals("directory");
  }

  private List<PortMapping> ports() {
    Map<String, PortMapping> ports = new LinkedHashMap<>();
    for (PublishedPort port : container.published()) {
      Optional<String> address = port.address().filter(a -> !a.equals("::"));
      if (address.isPresent() && address.get().contains(":")) {
        note("port " + port.internal() + " at " + address.get() + ": IPv6 is not taken over");
      } else {
        PortMapping mapping =
            new PortMapping(
                new PortRange(port.internal().number(), port.internal().number()),
                Optional.of(new PortRange(port.external().number(), port.external().number())),
                port.internal().protocol(),
                address.map(NodeAddress::parse));
        ports.putIfAbsent(mapping.toString(), mapping);
      }
    }
    if (!container.unsettledPorts().isEmpty()) {
      note(
          "Docker chose where its ports "
              + String.join(", ", container.unsettledPorts())
              + " are published: give them numbers, if they are needed");
    }
    return List.copyOf(ports.values());
  }

  private Map<String, String> environment() {
    List<String> images = image.at("Config", "Env").texts();
    Map<String, String> environment = new TreeMap<>();
    for (String entry : container.json().at("Config", "Env").texts()) {
      int end = entry.indexOf('=');
      if (end > 0 && !images.contains(entry)) {
        environment.put(entry.substring(0, end), entry.substring(end + 1));
      }
    }
    return environment;
  }
}

package dev.flocker.docker;

import dev.flocker.api.Declared;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Values;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.ContainerState.BindMount;
import dev.flocker.docker.ContainerState.MountedFile;
import dev.flocker.docker.ContainerState.MountedFolder;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.docker.option.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a node should show of a container, by the playbook and what else is in it. */
final class DesiredState {

  private final Declared<Container> declared;
  private final Container spec;
  private final Topology topology;
  private final ArchiveReader archives;
  private final Digests digests;
  private final Recipes recipes;

  DesiredState(
      Declared<Container> declared,
      Topology topology,
      ArchiveReader archives,
      Digests digests,
      Recipes recipes) {
    this.declared = declared;
    this.spec = declared.spec();
    this.topology = topology;
    this.archives = archives;
    this.digests = digests;
    this.recipes = recipes;
  }

  ContainerState on(String node) {
    ImageReference image = recipes.image(spec, topology.project());
    return new ContainerState(
        image.text(),
        spec.archive().map(a -> List.copyOf(idsIn(a, image))).orElse(List.of()),
        spec.archive(),
        spec.pull(),
        spec.registries().stream().filter(r -> r.has(image)).findFirst(),
        spec.build().map(recipes::read),
        options(),
        environment(),
        spec.files().stream().map(f -> f.wanted(digests)).sorted(MountedFile.BY_PATH).toList(),
        spec.folders().stream().map(f -> f.wanted(digests)).sorted(MountedFolder.BY_PATH).toList(),
        volumes(),
        spec.mounts().stream().sorted(Comparator.comparing(m -> m.target().text())).toList(),
        PublishedPort.wanted(declared, topology.node(node).address(), topology),
        spec.health(),
        spec.hooks(),
        spec.once(),
        spec.mayEnd(),
        true,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private Set<String> idsIn(LocalFile archive, ImageReference image) {
    return archives.read(archive).idsOf(image);
  }

  /** What supervises it starts it, and nothing else; nothing does where it is to be stopped. */
  private Values options() {
    Values normal = Table.normal(withHosts(spec.options()));
    boolean supervised = !topology.related(Relation.Kind.SUPERVISES, declared.ref()).isEmpty();
    return supervised || topology.stopped(declared.ref())
        ? normal.with(Options.RESTART.key(), RestartPolicy.NEVER)
        : normal;
  }

  /**
   * With the names of what it reaches; a name that the playbook itself gives an address keeps it.
   */
  private Values withHosts(Values options) {
    List<String> all = new ArrayList<>(options.get(Options.EXTRA_HOSTS.key()).orElse(List.of()));
    Set<String> named = all.stream().map(h -> h.split("[:=]", 2)[0]).collect(Collectors.toSet());
    topology
        .hostsFor(declared.ref())
        .forEach(
            (name, address) -> {
              if (!named.contains(name)) {
                all.add(name + ":" + address);
              }
            });
    return options.with(Options.EXTRA_HOSTS.key(), all);
  }

  private Map<String, Secret> environment() {
    Map<String, Secret> environment = new TreeMap<>();
    topology.variablesFor(declared.ref()).forEach((k, v) -> environment.put(k, new Secret(v)));
    environment.putAll(spec.variables());
    return environment;
  }

  private List<BindMount> volumes() {
    return spec.volumes().stream()
        .map(this::volume)
        .sorted(Comparator.comparing(m -> m.mountpoint().text()))
        .toList();
  }

  private BindMount volume(VolumeMount mount) {
    return new BindMount(
        topology
            .directoryOf(mount.volume())
            .orElseThrow(() -> new IllegalStateException(mount.volume() + " offers no directory")),
        mount.mountpoint(),
        mount.readOnly(),
        mount.fill().map(LocalFolder::exactly),
        mount.from());
  }
}

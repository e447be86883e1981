package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.docker.ContainerState.BindMount;
import dev.flocker.docker.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds where a container from outside has what volumes take over, and what would be forgotten. */
final class AdoptedData {

  private static final String PLAIN = "local ";

  private final Ref ref;
  private final Host host;

  AdoptedData(Ref ref, Host host) {
    this.ref = ref;
    this.host = host;
  }

  /**
   * @throws Failure if a source is not what the container mounts, or something that it mounts has
   *     no successor
   */
  List<Adopted.Data> of(Inspection there, ContainerState want) {
    requireSuccessors(there, want);
    List<Adopted.Data> data = new ArrayList<>();
    for (BindMount volume : want.volumes()) {
      volume
          .from()
          .ifPresent(from -> data.add(data(there, from, Path.of(volume.directory().text()))));
    }
    requireAlone(there, data);
    return data;
  }

  private Adopted.Data data(Inspection there, VolumeSource from, Path directory) {
    Path source = locate(from);
    if (there.mounted().values().stream().noneMatch(m -> m.source().equals(source))) {
      throw new Failure(
          ref.toString(),
          "container "
              + there.name()
              + " does not mount "
              + from
              + ", but "
              + there.mounted().values(),
          "say in \"from\" what it mounts");
    }
    return new Adopted.Data(source, new FolderCopy(host).identify(source), directory);
  }

  private Path locate(VolumeSource from) {
    if (from.path().isPresent()) {
      return Path.of(from.path().get().text());
    }
    return from.dockerVolume()
        .map(this::dockers)
        .orElseGet(() -> dataset(from.dataset().orElseThrow()));
  }

  /** Docker unmounts one that lies elsewhere as soon as its container stops. */
  private Path dockers(String volume) {
    String seen = host.run(Command.of(DockerCommands.volume(volume))).output().strip();
    if (!seen.startsWith(PLAIN + "/")) {
      throw new Failure(
          ref.toString(),
          "Docker's volume " + volume + " is not a plain folder of its node",
          "name the folder that it leads to, if it is one of the node's: from: {path: ...}; or mount"
              + " that: mounts");
    }
    return Path.of(seen.substring(PLAIN.length()));
  }

  private Path dataset(String name) {
    String place =
        host.run(Command.of("zfs", "get", "-H", "-o", "value", "mountpoint", name))
            .output()
            .strip();
    if (!place.startsWith("/")) {
      throw new Failure(ref.toString(), "the dataset " + name + " is not mounted", "zfs mount it");
    }
    return Path.of(place);
  }

  /** What it has at a place, its successor has something at as well. */
  private void requireSuccessors(Inspection there, ContainerState want) {
    Set<String> places = new HashSet<>();
    for (BindMount volume : want.volumes()) {
      requireSource(there, volume);
      places.add(volume.mountpoint().text());
    }
    want.mounts().forEach(m -> places.add(m.target().text()));
    want.files().forEach(f -> places.add(f.path().text()));
    want.folders().forEach(f -> places.add(f.path().text()));
    there
        .mounted()
        .forEach(
            (place, mount) -> {
              if (!places.contains(place)) {
                throw new Failure(
                    ref.toString(),
                    "container "
                        + there.name()
                        + " has "
                        + mount
                        + ", of which the playbook says"
                        + " nothing: it would be left behind",
                    "write it into \"volumes\" with a \"from\", or into \"mounts\"");
              }
            });
  }

  /** A volume in the place of what it has begins with that, and with nothing else. */
  private void requireSource(Inspection there, BindMount volume) {
    Mounted mounted = there.mounted().get(volume.mountpoint().text());
    boolean same =
        mounted == null
            || volume.from().filter(f -> locate(f).equals(mounted.source())).isPresent();
    if (!same) {
      throw new Failure(
          ref.toString(),
          "container "
              + there.name()
              + " has "
              + mounted
              + " at "
              + volume.mountpoint()
              + ", and the volume there is not from that",
          "write so: from: {docker_volume: ...} or {path: ...}");
    }
  }

  private void requireAlone(Inspection there, List<Adopted.Data> data) {
    List<String> running =
        host.run(Command.of(DockerCommands.runningIds())).output().lines().toList();
    if (data.isEmpty() || running.isEmpty()) {
      return;
    }
    String output = host.run(Command.of(DockerCommands.inspect(running)).allowing(0, 1)).output();
    for (Inspection other : Inspection.parse(output)) {
      boolean shares =
          !other.id().equals(there.id())
              && other.mounted().values().stream()
                  .anyMatch(
                      m ->
                          m.writable()
                              && data.stream().anyMatch(d -> overlap(d.source(), m.source())));
      if (shares) {
        throw new Failure(
            ref.toString(),
            "container " + other.name() + " writes to the same folder as " + there.name(),
            "stop it first: docker stop " + other.name());
      }
    }
  }

  private static boolean overlap(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  /** What a container has at a place of its own. */
  record Mounted(Path source, String what, boolean writable) {

    static Mounted of(Json mount) {
      String volume = mount.at("Name").text();
      Path source = Path.of(mount.at("Source").text());
      return new Mounted(
          source,
          volume.isEmpty() ? source.toString() : "Docker's volume " + volume,
          Boolean.TRUE.equals(mount.at("RW").value()));
    }

    @Override
    public String toString() {
      return what;
    }
  }
}

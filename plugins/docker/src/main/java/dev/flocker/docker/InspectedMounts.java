package dev.flocker.docker;

import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.ContainerState.BindMount;
import dev.flocker.docker.ContainerState.MountedFile;
import dev.flocker.docker.ContainerState.MountedFolder;
import dev.flocker.docker.json.Json;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What of its node a container has mounted: volumes, shipped files and folders, other places. */
final class InspectedMounts {

  private final Json json;
  private final String directory;
  private final ShippedFiles shipped;

  /**
   * @param json one container of {@code docker inspect}
   * @param directory where the files lie that were shipped for it; empty if there are none
   */
  InspectedMounts(Json json, String directory, ShippedFiles shipped) {
    this.json = json;
    this.directory = directory;
    this.shipped = shipped;
  }

  private List<Json> binds() {
    return json.at("HostConfig", "Mounts").items().stream()
        .filter(m -> m.at("Type").text().equals("bind"))
        .sorted(Comparator.comparing(m -> m.at("Target").text()))
        .toList();
  }

  List<MountedFile> files() {
    return binds().stream()
        .filter(m -> isShipped(m) && !MountedFiles.isFolder(source(m)))
        .map(
            m ->
                new MountedFile(
                    path(m, "Target"),
                    MountedFiles.modeOf(source(m)),
                    new Secret(shipped.sha256(source(m))),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  List<MountedFolder> folders() {
    return binds().stream()
        .filter(m -> isShipped(m) && MountedFiles.isFolder(source(m)))
        .map(m -> new MountedFolder(path(m, "Target"), shipped.digest(source(m)), Optional.empty()))
        .toList();
  }

  private static Path source(Json mount) {
    return Path.of(mount.at("Source").text());
  }

  List<BindMount> volumes() {
    return binds().stream()
        .filter(InspectedMounts::isVolume)
        .map(
            m ->
                new BindMount(
                    path(m, "Source"),
                    path(m, "Target"),
                    m.at("ReadOnly").isTrue(),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  List<Mount> mounts() {
    return binds().stream()
        .filter(m -> !isVolume(m) && !isShipped(m))
        .map(m -> new Mount(path(m, "Source"), path(m, "Target"), m.at("ReadOnly").isTrue()))
        .toList();
  }

  private static AbsolutePath path(Json mount, String key) {
    return AbsolutePath.parse(mount.at(key).text());
  }

  private static boolean isVolume(Json mount) {
    return ContainerType.VOLUME.matcher(mount.at("Source").text()).matches();
  }

  private boolean isShipped(Json mount) {
    return !directory.isEmpty() && mount.at("Source").text().startsWith(directory + "/");
  }
}

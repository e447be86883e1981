package dev.flocker.cli.compose;

import dev.flocker.api.value.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container that has every key which Compose has, in the shapes of flocker's own. */
record AllKeys(
    String name,
    Optional<String> image,
    Optional<BuildKey> build,
    List<String> command,
    List<String> entrypoint,
    Optional<String> user,
    Map<String, String> environment,
    List<FileKey> files,
    List<FolderKey> folders,
    List<VolumeKey> volumes,
    List<MountKey> mounts,
    List<PortKey> ports,
    List<String> aliases,
    List<String> dependsOn,
    Optional<HealthKey> health,
    Optional<String> restart,
    Optional<String> stopTimeout,
    Optional<String> hostname,
    Map<String, String> labels,
    List<String> extraHosts,
    List<String> dns,
    List<String> tmpfs,
    Optional<String> shmSize,
    List<String> devices,
    Optional<String> gpus,
    boolean readOnly,
    Map<String, String> sysctls,
    Map<String, String> ulimits,
    Optional<String> memory,
    Optional<String> memoryReservation,
    Optional<String> memorySwap,
    Optional<String> cpus,
    Optional<String> pidsLimit,
    Optional<String> network,
    Optional<String> platform,
    Optional<String> pull,
    Optional<CheckKey> healthcheck,
    Optional<UpdateKey> update,
    Optional<LoggingKey> logging) {

  record UpdateKey(
      Optional<Integer> parallel, Optional<String> pause, Optional<String> onFailure) {}

  record BuildKey(
      String context,
      Optional<String> dockerfile,
      Optional<String> dockerfileInline,
      Map<String, String> args,
      Optional<String> target,
      Map<String, String> labels,
      Optional<String> network,
      List<String> extraHosts,
      Optional<String> shmSize) {}

  record FileKey(
      String path,
      Optional<String> src,
      Optional<String> content,
      Optional<String> mode,
      boolean template) {}

  record FolderKey(String path, String src) {}

  record VolumeKey(String name, String mountpoint, boolean readOnly, Optional<String> fill) {}

  record MountKey(String source, String target, boolean readOnly) {}

  record PortKey(
      int internal, Optional<Port> external, Optional<String> protocol, Optional<String> address) {}

  record CheckKey(
      List<String> test,
      Optional<String> interval,
      Optional<String> timeout,
      Optional<String> retries,
      Optional<String> startPeriod,
      boolean disable) {}

  record HealthKey(boolean completed) {}

  record LoggingKey(Optional<String> driver, Map<String, String> options) {}
}

package dev.flocker.docker;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a container from outside has the data that a volume takes over: one of these. */
record VolumeSource(
    @Doc("A volume of Docker's, by its name.") Optional<String> dockerVolume,
    @Doc("A folder on the node.") Optional<AbsolutePath> path,
    @Doc("A dataset of ZFS, where it is mounted.") Optional<String> dataset) {

  boolean isOne() {
    return Stream.of(dockerVolume, path, dataset).filter(Optional::isPresent).count() == 1;
  }

  @Override
  public String toString() {
    return dockerVolume
        .map(v -> "Docker's volume " + v)
        .or(() -> path.map(p -> "the folder " + p))
        .or(() -> dataset.map(d -> "the dataset " + d))
        .orElse("nowhere");
  }
}

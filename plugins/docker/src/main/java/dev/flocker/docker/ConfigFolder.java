package dev.flocker.docker;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.docker.ContainerState.MountedFolder;
import java.util.Optional;

/** A folder that is shipped as it is, and mounted read-only. */
record ConfigFolder(
    @Doc("Where in the container.") AbsolutePath path,
    @Doc("The folder, relative to the playbook.") LocalFolder src) {

  MountedFolder wanted(Digests digests) {
    return new MountedFolder(path, digests.of(src), Optional.of(src));
  }
}

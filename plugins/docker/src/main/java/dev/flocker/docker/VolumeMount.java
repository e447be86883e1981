package dev.flocker.docker;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Name;

/** A volume that a container mounts. */
record VolumeMount(
    @Doc("The volume's name.") Name name,
    @Doc("Where in the container.") AbsolutePath mountpoint) {}

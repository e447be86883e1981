package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Name;
import java.util.Optional;

/** A volume that a container mounts. */
record VolumeMount(
    @Doc("The volume's name.") Name name,
    @Doc("Where in the container.") AbsolutePath mountpoint,
    @Doc("Whether the container may only read it.") @Default("false") boolean readOnly,
    @Doc(
            "A folder, relative to the playbook, whose content a new volume begins with, owners and"
                + " all; else it begins with what the image has there.")
        Optional<LocalFolder> fill,
    @Doc("What it takes over, of the container that is adopted.") Optional<VolumeSource> from) {

  Ref volume() {
    return new Ref("volume", name.text());
  }
}

package dev.flocker.docker;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFolder;

/** A folder that is shipped as it is, and mounted read-only. */
record ConfigFolder(
    @Doc("Where in the container.") AbsolutePath path,
    @Doc("The folder, relative to the playbook.") LocalFolder src) {}

package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;

/** A place on a node that a container sees. It belongs to the node, and does not move. */
record Mount(
    @Doc("A file, folder, socket or device on the node; it has to be there.") AbsolutePath source,
    @Doc("Where in the container.") AbsolutePath target,
    @Doc("Whether the container may only read it.") @Default("false") boolean readOnly) {}

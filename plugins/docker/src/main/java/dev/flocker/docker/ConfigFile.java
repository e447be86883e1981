package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.RenderedFile;

/** A file that is rendered and mounted read-only. */
record ConfigFile(
    @Doc("Where in the container.") AbsolutePath path,
    @Doc("The template, relative to the playbook.") RenderedFile src,
    @Doc("Its permission bits, in octal.") @Default("0644") FileMode mode) {}

package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.SourceFile;

/** A file that is mounted read-only. */
record ConfigFile(
    @Doc("Where in the container.") AbsolutePath path,
    @Doc("The file, relative to the playbook.") SourceFile src,
    @Doc("Whether it is rendered as a template; else it is shipped as it is, binary or not.")
        @Default("true")
        boolean template,
    @Doc("Its permission bits, in octal.") @Default("0644") FileMode mode) {

  ConfigFile {
    if (template) {
      src.rendered();
    }
  }
}

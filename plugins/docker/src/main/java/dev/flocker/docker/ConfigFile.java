package dev.flocker.docker;

import dev.flocker.api.schema.Default;
import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.SourceFile;
import dev.flocker.docker.ContainerState.MountedFile;
import java.util.Optional;

/** A file that is mounted read-only. */
record ConfigFile(
    @Doc("Where in the container.") AbsolutePath path,
    @Doc("The file, relative to the playbook.") Optional<SourceFile> src,
    @Doc("Its content, in place of a file's.") Optional<Secret> content,
    @Doc("Whether it is rendered as a template; else it is shipped as it is, binary or not.")
        @Default("true")
        boolean template,
    @Doc("Its permission bits, in octal.") @Default("0644") FileMode mode) {

  ConfigFile {
    if (src.isPresent() == content.isPresent()) {
      throw new IllegalArgumentException(
          "a file is made from \"src\" or from \"content\"; write one of them");
    }
    if (template) {
      src.ifPresent(SourceFile::rendered);
    }
  }

  /** Its text; empty if it is shipped as it is. */
  Optional<Secret> text() {
    return content.or(() -> src.filter(s -> template).map(SourceFile::rendered));
  }

  /** What is shipped as it is. */
  Optional<LocalFile> file() {
    return src.filter(s -> !template).map(SourceFile::file);
  }

  MountedFile wanted(Digests digests) {
    String sha256 =
        file().map(digests::of).orElseGet(() -> Digests.ofText(text().orElseThrow().reveal()));
    return new MountedFile(path, mode, new Secret(sha256), text(), file());
  }
}

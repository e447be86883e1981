package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the operator's machine that are shipped into a container as they are. */
final class ShippedFiles {

  private ShippedFiles() {}

  /**
   * @param mode its permission bits in octal; empty for those that it has
   */
  static void add(
      Draft draft, Place place, Tree target, Path file, String mode, Translation translation) {
    Trees shipped =
        new Trees(place).with("path", target).with("src", translation.paths().written(file));
    String bits = mode.isEmpty() ? Files.isExecutable(file) ? "0755" : "" : mode;
    if (!bits.isEmpty()) {
      shipped.with("mode", bits);
    }
    if (translation.vocabulary().has("files.template")) {
      shipped.with("template", Trees.plain(place, "false"));
    }
    draft.add("files", shipped.mapping());
  }
}

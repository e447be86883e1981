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
    String bits = mode.isEmpty() ? Files.isExecutable(file) ? "0755" : "" : mode;
    Trees shipped =
        new Trees(place).with("path", target).with("src", translation.paths().written(file));
    if (translation.vocabulary().has("files.template")) {
      shipped.with("template", Trees.plain(place, "false"));
    }
    draft.add("files", withMode(shipped, bits));
  }

  /** A content that is in no file. */
  static void add(Draft draft, Place place, Tree target, Tree content, String mode) {
    draft.add(
        "files", withMode(new Trees(place).with("path", target).with("content", content), mode));
  }

  private static Tree.Mapping withMode(Trees shipped, String mode) {
    return (mode.isEmpty() ? shipped : shipped.with("mode", mode)).mapping();
  }
}

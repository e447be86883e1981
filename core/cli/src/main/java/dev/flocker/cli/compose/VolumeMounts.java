package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;

/** Mounts a volume of flocker's into a container. */
final class VolumeMounts {

  private VolumeMounts() {}

  /**
   * @param volume the mount in long form
   * @param name of the volume
   * @param fill the folder that it begins with; empty if with what the image has there
   */
  static void add(
      Draft draft,
      String subject,
      Tree.Mapping volume,
      String name,
      String fill,
      Translation translation) {
    Trees mount =
        new Trees(volume.place())
            .with("name", name)
            .with("mountpoint", volume.get("target").orElseThrow());
    if (!fill.isEmpty()) {
      mount.with("fill", fill);
    }
    if (Values.bool(volume, "read_only")) {
      if (translation.vocabulary().has("volumes.read_only")) {
        mount.with("read_only", Trees.plain(volume.place(), "true"));
      } else {
        translation
            .remarks()
            .notTaken(volume.place(), subject, "read_only", "a volume is mounted writable");
      }
    }
    draft.add("volumes", mount.mapping());
  }
}

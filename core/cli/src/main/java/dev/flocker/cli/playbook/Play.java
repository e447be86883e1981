package dev.flocker.cli.playbook;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A play as it is written: its keys are known, its templates not rendered.
 *
 * @param file that it stands in; what it names is relative to that
 * @param title its name, else its project's
 * @param hosts null-like empty where the deployment file says them
 * @param registries for all of its resources that have such a key and do not write it
 * @param tags its own and those of the plays that import it
 */
record Play(
    Path file,
    Place place,
    String title,
    String project,
    Optional<Tree> hosts,
    Optional<Tree.Mapping> vars,
    List<Tree.Scalar> varsFiles,
    List<Tree.Scalar> secretVarsFiles,
    Optional<Tree.Entry> registries,
    Body body,
    Set<String> tags) {

  /** What a play declares. */
  sealed interface Body {}

  record Resources(Tree.Sequence list) implements Body {}

  record TwoFiles(Tree.Scalar application, Tree.Scalar deployment) implements Body {}

  /**
   * Compose files.
   *
   * @param on nodes by service, or {@code *} for all others; empty where the deployment says it
   * @param more resources beside the files: they add to what those amount to, and override it
   */
  record Compose(
      List<Tree.Scalar> files,
      List<Tree.Scalar> envFiles,
      List<Tree.Scalar> profiles,
      Optional<Tree.Mapping> on,
      Optional<Tree.Scalar> deployment,
      List<Tree> more)
      implements Body {}

  /** A file that the play names. */
  NamedFile beside(Tree.Scalar written) {
    return new NamedFile(folder().resolve(String.valueOf(written.text())), written.place());
  }

  Path folder() {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("") : folder;
  }
}

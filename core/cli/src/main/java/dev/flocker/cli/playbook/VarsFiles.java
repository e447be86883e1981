package dev.flocker.cli.playbook;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;

/** Reads files of variables that something names. */
final class VarsFiles {

  private VarsFiles() {}

  /**
   * @param namedAt where the file is named
   * @param secret whether every value in it is a secret, as are those of an encrypted file
   */
  static Variables read(
      Path file, Place namedAt, boolean secret, Controller controller, Problems problems) {
    Controller.Text text;
    try {
      text = controller.text(file);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(namedAt, "variables", e));
      return Variables.NONE;
    }
    Tree tree = YamlReader.parse(text.text(), TextFile.shown(file), problems);
    if (tree instanceof Tree.Mapping m) {
      return Variables.NONE.with(
          (secret || text.secret()) && Variables.secret(m) instanceof Tree.Mapping hidden
              ? hidden
              : m);
    }
    if (tree != null && !(tree instanceof Tree.Scalar s && s.isNull())) {
      problems.add(tree.place(), "variables", "the file holds no mapping", "write NAME: VALUE");
    }
    return Variables.NONE;
  }
}

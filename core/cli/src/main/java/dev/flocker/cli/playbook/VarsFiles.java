package dev.flocker.cli.playbook;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;

/** Reads files of variables that something names. */
final class VarsFiles {

  private VarsFiles() {}

  /**
   * @param namedAt where the file is named
   * @param secret whether every value in it is a secret
   */
  static Variables read(Path file, Place namedAt, boolean secret, Problems problems) {
    String text = TextFile.read(file, namedAt, "variables", problems);
    if (text == null) {
      return Variables.NONE;
    }
    String name = TextFile.shown(file);
    if (text.startsWith("$ANSIBLE_VAULT")) {
      problems.add(
          namedAt,
          "variables",
          name + " is encrypted by Ansible Vault, which flocker does not read",
          "decrypt it, and name it under secret_vars_files");
      return Variables.NONE;
    }
    Tree tree = YamlReader.parse(text, name, problems);
    if (tree instanceof Tree.Mapping m) {
      return Variables.NONE.with(
          secret && Variables.secret(m) instanceof Tree.Mapping hidden ? hidden : m);
    }
    if (tree != null && !(tree instanceof Tree.Scalar s && s.isNull())) {
      problems.add(tree.place(), "variables", "the file holds no mapping", "write NAME: VALUE");
    }
    return Variables.NONE;
  }
}

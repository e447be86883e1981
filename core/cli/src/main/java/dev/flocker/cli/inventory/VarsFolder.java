package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads host_vars/ and group_vars/ of one folder. */
final class VarsFolder {

  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

  private VarsFolder() {}

  /**
   * @param kind {@code group_vars} or {@code host_vars}
   */
  static Variables read(Path folder, String kind, String name, Problems problems) {
    Variables all = Variables.NONE;
    if (name.contains("/")) {
      return all;
    }
    for (String ending : ENDINGS) {
      for (Path file : files(folder.resolve(kind).resolve(name + ending), problems)) {
        all = all.with(variables(file, problems));
      }
    }
    return all;
  }

  /** The file itself; of a directory all files in it, sorted. */
  private static List<Path> files(Path path, Problems problems) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(path)) {
      return found.filter(Files::isRegularFile).filter(VarsFolder::wanted).sorted().toList();
    } catch (IOException e) {
      problems.add(
          Place.of(TextFile.shown(path)), "variables", "cannot be read", "check its permissions");
      return List.of();
    }
  }

  private static boolean wanted(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return !name.startsWith(".")
        && !name.endsWith("~")
        && ENDINGS.contains(dot < 0 ? "" : name.substring(dot));
  }

  /** The mapping that a file of variables holds; none if it is empty or wrong. */
  static Variables variables(Path file, Problems problems) {
    Tree tree = YamlReader.read(file, problems);
    if (tree instanceof Tree.Mapping m) {
      return Variables.NONE.with(m);
    }
    if (tree != null && !(tree instanceof Tree.Scalar s && s.isNull())) {
      boolean vault =
          tree instanceof Tree.Scalar s && String.valueOf(s.text()).startsWith("$ANSIBLE_VAULT");
      problems.add(
          tree.place(),
          "variables",
          vault
              ? "the file is encrypted by Ansible Vault, which flocker does not read"
              : "the file holds no mapping",
          vault
              ? "decrypt it, and name it under secret_vars_files"
              : "write NAME: VALUE, one a line");
    }
    return Variables.NONE;
  }
}

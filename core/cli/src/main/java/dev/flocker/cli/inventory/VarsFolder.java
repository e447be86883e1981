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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads host_vars/ and group_vars/ of one folder. */
final class VarsFolder {

  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

  private VarsFolder() {}

  /**
   * What the first file or folder says that has the name, or the name and an ending.
   *
   * @param kind {@code group_vars} or {@code host_vars}
   * @param warnings gets whole messages
   */
  static Variables read(
      Path folder, String kind, String name, Problems problems, Consumer<String> warnings) {
    Variables all = Variables.NONE;
    if (name.contains("/")) {
      return all;
    }
    for (String ending : ENDINGS) {
      Path path = folder.resolve(kind).resolve(name + ending);
      if (Files.exists(path)) {
        for (Path file : Files.isDirectory(path) ? within(path, problems) : List.of(path)) {
          all = all.with(variables(file, problems, warnings));
        }
        return all;
      }
    }
    return all;
  }

  /** All files of a folder, and of folders in it whose names have no ending, sorted. */
  private static List<Path> within(Path folder, Problems problems) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> found = Files.list(folder)) {
      for (Path path : found.filter(VarsFolder::wanted).sorted().toList()) {
        if (Files.isRegularFile(path)) {
          files.add(path);
        } else if (Files.isDirectory(path) && ending(path).isEmpty()) {
          files.addAll(within(path, problems));
        }
      }
    } catch (IOException e) {
      problems.add(
          Place.of(TextFile.shown(folder)), "variables", "cannot be read", "check its permissions");
    }
    return files;
  }

  private static boolean wanted(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && !name.endsWith("~") && ENDINGS.contains(ending(file));
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /** The mapping that a file of variables holds; none if it is empty or wrong. */
  private static Variables variables(Path file, Problems problems, Consumer<String> warnings) {
    Place place = Place.of(TextFile.shown(file));
    String text = TextFile.read(file, place, "variables", problems);
    Tree tree = text == null ? null : YamlReader.lenient(text, place.file(), problems, warnings);
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

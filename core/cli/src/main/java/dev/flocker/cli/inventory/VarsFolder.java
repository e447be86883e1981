package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
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
      Path folder,
      String kind,
      String name,
      Controller controller,
      Problems problems,
      Consumer<String> warnings) {
    Variables all = Variables.NONE;
    if (name.contains("/")) {
      return all;
    }
    for (String ending : ENDINGS) {
      Path path = folder.resolve(kind).resolve(name + ending);
      if (Files.exists(path)) {
        for (Path file : Files.isDirectory(path) ? within(path, problems) : List.of(path)) {
          all = all.with(variables(file, controller, problems, warnings));
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
  private static Variables variables(
      Path file, Controller controller, Problems problems, Consumer<String> warnings) {
    String name = TextFile.shown(file);
    Controller.Text text;
    try {
      text = controller.text(file);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(Place.of(name), "variables", e));
      return Variables.NONE;
    }
    Tree tree = YamlReader.lenient(text.text(), name, problems, warnings);
    if (tree instanceof Tree.Mapping m) {
      return Variables.NONE.with(
          text.secret() && Variables.secret(m) instanceof Tree.Mapping hidden ? hidden : m);
    }
    if (tree != null && !(tree instanceof Tree.Scalar s && s.isNull())) {
      problems.add(
          tree.place(), "variables", "the file holds no mapping", "write NAME: VALUE, one a line");
    }
    return Variables.NONE;
  }
}

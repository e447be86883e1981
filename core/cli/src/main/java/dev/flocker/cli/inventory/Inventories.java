package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads inventory files, which add to one another. */
public final class Inventories {

  private static final List<String> IGNORED =
      List.of(
          "~", ".orig", ".bak", ".cfg", ".retry", ".pyc", ".pyo", ".swp", ".rpm", ".md", ".txt",
          ".rst");

  /** What stands beside the inventories in their folder. */
  private static final Set<String> BESIDE = Set.of("group_vars", "host_vars", "vars_plugins");

  private final Entries entries = new Entries();
  private final Controller controller;
  private final Problems problems;
  private final Consumer<String> warnings;

  private Inventories(Controller controller, Problems problems, Consumer<String> warnings) {
    this.controller = controller;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * @param sources as given on the command line: files, directories of files, or {@code n1,n2,}
   * @param controller may be able to decrypt them
   * @param warnings gets whole messages
   */
  public static Inventory read(
      List<String> sources, Controller controller, Problems problems, Consumer<String> warnings) {
    Inventories inventories = new Inventories(controller, problems, warnings);
    Set<Path> folders = new LinkedHashSet<>();
    for (String source : sources) {
      if (source.contains(",")) {
        inventories.names(source);
        continue;
      }
      Path path = Path.of(source);
      Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
      folders.add((folder == null ? path : folder).toAbsolutePath().normalize());
      inventories.path(path);
    }
    Inventory read = complete(inventories.entries, folders, controller, problems, warnings);
    AnsibleConfig.note(read, controller.environment()).ifPresent(warnings);
    return read;
  }

  /** An inventory of nothing but names. */
  public static Inventory of(List<String> names, Place place) {
    Entries entries = new Entries();
    names.forEach(n -> entries.host(n, place));
    return complete(entries, Set.of(), Controller.of(Map.of()), p -> {}, w -> {});
  }

  private static Inventory complete(
      Entries entries,
      Set<Path> folders,
      Controller controller,
      Problems problems,
      Consumer<String> warnings) {
    entries.groups.forEach(
        (name, group) -> {
          if (entries.circular(name)) {
            problems.add(group.place, "group " + name, "is within itself", "break the circle");
            entries.childless(name);
          }
        });
    entries.hosts.keySet().stream()
        .filter(h -> entries.groupsOf(h).isEmpty())
        .forEach(h -> entries.group(Entries.UNGROUPED, Place.NOWHERE).hosts.add(h));
    return new Inventory(entries, folders, Set.of(), controller, warnings);
  }

  private void names(String list) {
    Entries.GroupEntry ungrouped = entries.group(Entries.UNGROUPED, Place.NOWHERE);
    for (String name : list.split(",")) {
      if (!name.isBlank()) {
        try {
          HostName.parse(name.strip()).addTo(entries, ungrouped, Place.NOWHERE);
        } catch (IllegalArgumentException e) {
          problems.add(Problem.of(Place.NOWHERE, "--inventory " + list, e));
        }
      }
    }
  }

  private void path(Path path) {
    if (!Files.isDirectory(path)) {
      file(path);
      return;
    }
    try (Stream<Path> found = Files.list(path)) {
      found.filter(Inventories::wanted).sorted().forEach(this::path);
    } catch (IOException e) {
      problems.add(
          Place.of(TextFile.shown(path)), "inventory", "cannot be read", "check its permissions");
    }
  }

  private static boolean wanted(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && !BESIDE.contains(name)
        && IGNORED.stream().noneMatch(name::endsWith);
  }

  private void file(Path file) {
    Place place = Place.of(TextFile.shown(file));
    Controller.Text read;
    try {
      read = controller.text(file);
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place, "inventory", e));
      return;
    }
    String text = read.text();
    if (text.startsWith("#!")) {
      notRead(place, "is a program, and flocker runs no inventory scripts");
    } else if (file.getFileName().toString().endsWith(".toml")) {
      notRead(place, "is TOML, which flocker does not read");
    } else if (isYaml(file, text)) {
      Tree tree = YamlReader.lenient(text, place.file(), problems, warnings);
      if (tree instanceof Tree.Mapping m && !Trees.text(m, "plugin").isEmpty()) {
        notRead(m.entry("plugin").orElseThrow().place(), "is for a plugin, and flocker runs none");
      } else if (tree instanceof Tree.Mapping m && m.get("_meta").isPresent()) {
        notRead(m.entry("_meta").orElseThrow().place(), "is what an inventory script prints");
      } else if (tree != null) {
        new YamlInventory(entries, problems, warnings)
            .read(read.secret() ? Variables.secret(tree) : tree);
      }
    } else {
      new IniInventory(place.file(), read.secret(), entries, problems).read(text);
    }
  }

  private void notRead(Place place, String why) {
    problems.add(
        place,
        "inventory",
        why,
        "save it as YAML: ansible-inventory -i " + place.file() + " --list --yaml");
  }

  /** By its name and how it begins; without a name for it also by whether it is a mapping. */
  private static boolean isYaml(Path file, String text) {
    String name = file.getFileName().toString();
    String first =
        text.lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("#"))
            .findFirst()
            .orElse("");
    if (name.matches(".*\\.(yml|yaml|json)")) {
      return !first.matches("\\[[^\\[\\]{},\"']+](\\s*#.*)?"); // a section, and no list of hosts
    }
    return first.startsWith("---")
        || first.startsWith("{")
        || first.matches("[^\\s=]+:(\\s*#.*)?")
        || (!name.contains(".") && YamlReader.parse(text, name, p -> {}) instanceof Tree.Mapping);
  }
}

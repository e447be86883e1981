package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads inventory files, which add to one another. */
public final class Inventories {

  private static final List<String> IGNORED =
      List.of("~", ".orig", ".bak", ".cfg", ".retry", ".pyc", ".swp", ".md", ".txt", ".rst");

  private Inventories() {}

  /**
   * @param sources as given on the command line: files, directories of files, or {@code n1,n2,}
   */
  public static Inventory read(List<String> sources, Problems problems) {
    Entries entries = new Entries();
    Set<Path> folders = new LinkedHashSet<>();
    for (String source : sources) {
      if (source.contains(",")) {
        for (String name : source.split(",")) {
          if (!name.isBlank()) {
            entries.host(name.strip(), Place.NOWHERE);
          }
        }
        continue;
      }
      Path path = Path.of(source);
      boolean directory = Files.isDirectory(path);
      Path folder = directory ? path : path.toAbsolutePath().getParent();
      folders.add((folder == null ? path : folder).toAbsolutePath().normalize());
      for (Path file : directory ? files(path, problems) : List.of(path)) {
        read(file, entries, problems);
      }
    }
    return complete(entries, folders, problems);
  }

  /** An inventory of nothing but names. */
  public static Inventory of(List<String> names, Place place) {
    Entries entries = new Entries();
    names.forEach(n -> entries.host(n, place));
    return complete(entries, Set.of(), p -> {});
  }

  private static Inventory complete(Entries entries, Set<Path> folders, Problems problems) {
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
    return new Inventory(entries, folders, Set.of());
  }

  private static List<Path> files(Path directory, Problems problems) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .filter(f -> IGNORED.stream().noneMatch(f.getFileName().toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(
          Place.of(TextFile.shown(directory)),
          "inventory",
          "cannot be read",
          "check its permissions");
      return List.of();
    }
  }

  private static void read(Path file, Entries entries, Problems problems) {
    Place place = Place.of(TextFile.shown(file));
    String text = TextFile.read(file, place, "inventory", problems);
    if (text == null) {
      return;
    }
    if (text.startsWith("#!")) {
      problems.add(
          place,
          "inventory",
          "is a program, and flocker runs no inventory scripts",
          "save its output: ansible-inventory -i " + place.file() + " --list --yaml");
    } else if (isYaml(file, text)) {
      Tree tree = YamlReader.parse(text, place.file(), problems);
      if (tree != null) {
        new YamlInventory(entries, problems).read(tree);
      }
    } else {
      new IniInventory(place.file(), entries, problems).read(text);
    }
  }

  /** By its name; one without an ending is YAML if it begins like it. */
  private static boolean isYaml(Path file, String text) {
    String name = file.getFileName().toString();
    if (name.matches(".*\\.(yml|yaml|json)")) {
      return true;
    }
    return text.lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("#"))
        .findFirst()
        .map(l -> l.startsWith("---") || l.startsWith("{") || l.endsWith(":"))
        .orElse(false);
  }
}

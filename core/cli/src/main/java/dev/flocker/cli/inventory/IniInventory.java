package dev.flocker.cli.inventory;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.YamlReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Ansible's INI inventories. */
final class IniInventory {

  private static final Pattern SECTION = Pattern.compile("\\[([^\\]:]+)(?::(\\w+))?]\\s*([#;].*)?");
  private static final Pattern WITH_PORT = Pattern.compile("([^:]+|\\[.*\\][^:]*):([0-9]+)");
  private static final Map<String, String> PYTHON =
      Map.of("True", "true", "False", "false", "None", "");

  private final String file;
  private final Entries entries;
  private final Problems problems;
  private String group = Entries.UNGROUPED;
  private String kind = "hosts";
  private final Map<String, Place> named = new LinkedHashMap<>();
  private final Set<String> defined = new HashSet<>(Set.of(Entries.ALL, Entries.UNGROUPED));

  IniInventory(String file, Entries entries, Problems problems) {
    this.file = file;
    this.entries = entries;
    this.problems = problems;
  }

  void read(String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int column = lines.get(i).indexOf(line) + 1;
      if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
        line(line, new Place(file, i + 1, column));
      }
    }
    named.forEach(
        (name, place) -> {
          if (!defined.contains(name) && entries.group(name, place).hosts.isEmpty()) {
            problems.add(
                place,
                "inventory",
                "there is no group \"" + name + "\"",
                Nearest.to(name, defined)
                    .map(n -> "did you mean \"" + n + "\"?")
                    .orElse("add [" + name + "], even if it is empty"));
          }
        });
  }

  private void line(String line, Place place) {
    Matcher section = SECTION.matcher(line);
    if (section.matches()) {
      section(section, place);
    } else if (line.startsWith("[") && !line.contains("]")) {
      problems.add(place, "inventory", "a \"[\" is not closed", "write [GROUP]");
    } else {
      switch (kind) {
        case "vars" -> variable(line, place);
        case "children" -> child(line, place);
        case "hosts" -> host(line, place);
        default -> {} // its section was reported
      }
    }
  }

  private void section(Matcher section, Place place) {
    group = section.group(1).strip();
    kind = section.group(2) == null ? "hosts" : section.group(2);
    if (!List.of("hosts", "vars", "children").contains(kind)) {
      problems.add(
          place,
          "inventory",
          "a section cannot be \":" + kind + "\"",
          "write [" + group + "], [" + group + ":vars] or [" + group + ":children]");
      return;
    }
    entries.group(group, place);
    if (kind.equals("vars")) {
      named.putIfAbsent(group, place);
    } else {
      defined.add(group);
    }
  }

  private void variable(String line, Place place) {
    int equals = line.indexOf('=');
    if (equals < 1) {
      problems.add(place, "inventory", "\"" + line + "\" is no variable", "write NAME=VALUE");
      return;
    }
    Tree value = value(line.substring(equals + 1).strip(), place);
    Entries.GroupEntry entry = entries.group(group, place);
    entry.variables = entry.variables.with(line.substring(0, equals).strip(), value);
  }

  private void child(String line, Place place) {
    String name = line.split("[\\s#;]", 2)[0];
    entries.group(group, place);
    entries.child(group, name);
    named.putIfAbsent(name, place);
  }

  private void host(String line, Place place) {
    List<String> words;
    List<String> names;
    try {
      words = Words.beforeComment(line);
      names = Ranges.expand(withoutPort(words.getFirst()));
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place, "inventory", e));
      return;
    }
    for (String name : names) {
      entries.host(name, place);
      entries.group(group, place).hosts.add(name);
      Matcher port = WITH_PORT.matcher(words.getFirst());
      if (port.matches()) {
        entries.hostVariable(name, place, "ansible_port", value(port.group(2), place));
      }
    }
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        problems.add(
            place,
            "inventory",
            "\"" + word + "\" after a host is no variable",
            "write NAME=VALUE, or each host on a line of its own");
        continue;
      }
      Place at =
          new Place(place.file(), place.line(), place.column() + Math.max(0, line.indexOf(word)));
      Tree value = value(word.substring(equals + 1), at);
      names.forEach(n -> entries.hostVariable(n, place, word.substring(0, equals), value));
    }
  }

  private static String withoutPort(String word) {
    Matcher m = WITH_PORT.matcher(word);
    return m.matches() ? m.group(1) : word;
  }

  /** Ansible takes these for Python's literals. */
  private Tree value(String text, Place place) {
    boolean list = text.matches("\\[.*|\\{[^{].*");
    if (list) {
      Tree tree = YamlReader.parse(text, file, p -> {});
      if (tree != null) {
        return tree;
      }
    }
    String bare = text;
    boolean quoted = text.matches("\".*\"|'.*'");
    if (quoted) {
      bare = text.substring(1, text.length() - 1);
    }
    return new Tree.Scalar(place, quoted ? bare : PYTHON.getOrDefault(bare, bare), quoted, false);
  }
}

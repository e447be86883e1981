package dev.flocker.cli.inventory;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.template.Words;
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
  private static final Pattern CHILD = Pattern.compile("([^:\\]\\s#;]+)\\s*([#;].*)?");

  private final String file;
  private final boolean secret;
  private final Entries entries;
  private final Problems problems;
  private String group = Entries.UNGROUPED;
  private String kind = "hosts";
  private final Map<String, Place> named = new LinkedHashMap<>();
  private final Set<String> defined;

  /**
   * @param secret whether all values are
   */
  IniInventory(String file, boolean secret, Entries entries, Problems problems) {
    this.file = file;
    this.secret = secret;
    this.entries = entries;
    this.problems = problems;
    this.defined = new HashSet<>(entries.groups.keySet());
    defined.addAll(List.of(Entries.ALL, Entries.UNGROUPED));
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
          if (!defined.contains(name)) {
            problems.add(
                place,
                "inventory",
                secret
                    ? shown(name) + " names no group that there is"
                    : "there is no group " + shown(name),
                secret
                    ? "correct it, or add the group, even if it is empty"
                    : Nearest.to(name, defined)
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
    } else if (line.startsWith("[") && line.endsWith("]")) {
      problems.add(
          place,
          "inventory",
          shown(line) + " is no section",
          "write [GROUP], or an IPv6 address with a port: [ADDRESS]:22");
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
          "a section cannot be " + shown(":" + kind),
          secret
              ? "write [GROUP], [GROUP:vars] or [GROUP:children]"
              : "write [" + group + "], [" + group + ":vars] or [" + group + ":children]");
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
      problems.add(place, "inventory", shown(line) + " is no variable", "write NAME=VALUE");
      return;
    }
    Tree value = value(line.substring(equals + 1).strip(), place);
    Entries.GroupEntry entry = entries.group(group, place);
    entry.variables = entry.variables.with(line.substring(0, equals).strip(), value);
  }

  private void child(String line, Place place) {
    Matcher child = CHILD.matcher(line);
    if (!child.matches()) {
      problems.add(place, "inventory", shown(line) + " is no group", "write its name alone");
      return;
    }
    String name = child.group(1);
    entries.group(group, place);
    entries.child(group, name);
    named.putIfAbsent(name, place);
  }

  private void host(String line, Place place) {
    List<String> words;
    List<String> names;
    try {
      words = Words.beforeComment(line);
      names = HostName.parse(words.getFirst()).addTo(entries, entries.group(group, place), place);
    } catch (IllegalArgumentException e) {
      Problem problem = Problem.of(place, "inventory", e);
      problems.add(
          secret
              ? new Problem(place, "inventory", shown(line) + " is no host", problem.remedy())
              : problem);
      return;
    }
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        problems.add(
            place,
            "inventory",
            shown(word) + " after a host is no variable",
            "write NAME=VALUE, or each host on a line of its own");
        continue;
      }
      Place at =
          new Place(place.file(), place.line(), place.column() + Math.max(0, line.indexOf(word)));
      Tree value = value(word.substring(equals + 1), at);
      names.forEach(n -> entries.hostVariable(n, place, word.substring(0, equals), value));
    }
  }

  /** A part of the file for a message: what was encrypted is not told. */
  private String shown(String text) {
    return secret ? "what stands here" : "\"" + text + "\"";
  }

  private Tree value(String text, Place place) {
    Tree value = PythonLiteral.read(text, place);
    return secret ? Variables.secret(value) : value;
  }
}

package dev.flocker.cli.inventory;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import java.util.List;

/** Reads Ansible's YAML inventories. */
final class YamlInventory {

  private static final List<String> KEYS = List.of("hosts", "vars", "children");

  private final Entries entries;
  private final Problems problems;

  YamlInventory(Entries entries, Problems problems) {
    this.entries = entries;
    this.problems = problems;
  }

  void read(Tree tree) {
    for (Tree.Entry entry : mapping(tree, "inventory", "groups: {all: {hosts: {n1: }}}")) {
      group(entry);
    }
  }

  private void group(Tree.Entry group) {
    String subject = "group " + group.key();
    Entries.GroupEntry entry = entries.group(group.key(), group.place());
    for (Tree.Entry part : mapping(group.value(), subject, "hosts, vars, children")) {
      switch (part.key()) {
        case "hosts" ->
            mapping(part.value(), subject + ": hosts", "each host as a key: n1:")
                .forEach(h -> host(entry, h));
        case "vars" ->
            entry.variables =
                entry.variables.with(
                    new Tree.Mapping(
                        part.place(), mapping(part.value(), subject + ": vars", "NAME: VALUE")));
        case "children" -> {
          for (Tree.Entry child :
              mapping(part.value(), subject + ": children", "each group as a key: web:")) {
            entries.child(group.key(), child.key());
            group(child);
          }
        }
        default ->
            problems.add(
                part.place(),
                subject,
                "has no key \"" + part.key() + "\"",
                Nearest.remedy(part.key(), KEYS));
      }
    }
  }

  private void host(Entries.GroupEntry group, Tree.Entry host) {
    List<Tree.Entry> variables = mapping(host.value(), "host " + host.key(), "NAME: VALUE");
    try {
      for (String name : Ranges.expand(host.key())) {
        entries.host(name, host.place());
        group.hosts.add(name);
        variables.forEach(v -> entries.hostVariable(name, host.place(), v.key(), v.value()));
      }
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(host.place(), "inventory", e));
    }
  }

  /** Its entries; none where nothing is written. A single word is reported. */
  private List<Tree.Entry> mapping(Tree tree, String subject, String form) {
    if (tree instanceof Tree.Mapping m) {
      return m.entries();
    }
    if (!(tree instanceof Tree.Scalar s && s.isNull())) {
      Place place = tree.place();
      problems.add(place, subject, "is not a mapping", "write " + form);
    }
    return List.of();
  }
}

package dev.flocker.cli.inventory;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.List;
import java.util.function.Consumer;

/** Reads Ansible's YAML inventories. */
final class YamlInventory {

  private static final List<String> KEYS = List.of("hosts", "vars", "children");

  private final Entries entries;
  private final Problems problems;
  private final Consumer<String> warnings;

  YamlInventory(Entries entries, Problems problems, Consumer<String> warnings) {
    this.entries = entries;
    this.problems = problems;
    this.warnings = warnings;
  }

  void read(Tree tree) {
    for (Tree.Entry entry : mapping(tree, "inventory", "groups: {all: {hosts: {n1: }}}")) {
      group(entry);
    }
  }

  private void group(Tree.Entry group) {
    String subject = "group " + group.key();
    if (!(group.value() instanceof Tree.Mapping) && !Trees.isNull(group.value())) {
      passedOver(
          group, "\"" + group.key() + "\" is no group", "write hosts, vars or children below it");
      return;
    }
    Entries.GroupEntry entry = entries.group(group.key(), group.place());
    for (Tree.Entry part : Trees.entries(group.value())) {
      switch (part.key()) {
        case "hosts" ->
            parts(part, subject, "each host as a key: n1:").forEach(h -> host(entry, h));
        case "vars" ->
            entry.variables =
                entry.variables.with(
                    new Tree.Mapping(part.place(), parts(part, subject, "NAME: VALUE")));
        case "children" -> {
          for (Tree.Entry child : parts(part, subject, "each group as a key: web:")) {
            entries.child(group.key(), child.key());
            group(child);
          }
        }
        default ->
            passedOver(
                part,
                subject + ": has no key \"" + part.key() + "\"",
                Nearest.remedy(part.key(), KEYS));
      }
    }
  }

  /** Ansible does the same, and warns too. */
  private void passedOver(Tree.Entry entry, String why, String remedy) {
    warnings.accept(
        entry.place() + ": " + why + ", so what stands below it is not read; " + remedy);
  }

  private void host(Entries.GroupEntry group, Tree.Entry host) {
    List<Tree.Entry> variables = mapping(host.value(), "host " + host.key(), "NAME: VALUE");
    try {
      for (String name : HostName.parse(host.key()).addTo(entries, group, host.place())) {
        variables.forEach(v -> entries.hostVariable(name, host.place(), v.key(), v.value()));
      }
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(host.place(), "inventory", e));
    }
  }

  /** What stands below hosts, vars or children, where a single word is a key without a value. */
  private List<Tree.Entry> parts(Tree.Entry part, String subject, String form) {
    if (part.value() instanceof Tree.Scalar s && s.text() != null) {
      return List.of(
          new Tree.Entry(s.place(), s.text(), new Tree.Scalar(s.place(), null, false, false)));
    }
    return mapping(part.value(), subject + ": " + part.key(), form);
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

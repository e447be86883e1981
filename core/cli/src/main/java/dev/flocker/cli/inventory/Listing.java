package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Shows an inventory in the forms of {@code ansible-inventory}: variables as they were read, their
 * templates not rendered. What is secret is masked.
 */
public final class Listing {

  /** Variables that hold a password or a key, or a command with one. */
  private static final Pattern SECRETS =
      Pattern.compile("ansible_.*(pass|password|passphrase|private_key)|flocker_fence");

  /** A template that only says where the value is from. */
  private static final Pattern SOLE = Pattern.compile("\\s*\\{\\{\\s*[\\w.]+\\s*}}\\s*");

  private final Inventory inventory;

  public Listing(Inventory inventory) {
    this.inventory = inventory;
  }

  /** As {@code --list} prints it: groups, and the variables of each host that has any. */
  public Map<String, Object> json() {
    Map<String, Object> all = new TreeMap<>();
    groups(Entries.ALL, all);
    Map<String, Object> variables = new TreeMap<>();
    for (Inventory.Host host : inventory.hosts()) {
      if (!host.variables().names().isEmpty()) {
        variables.put(host.name(), json(host));
      }
    }
    all.put("_meta", Map.of("hostvars", variables));
    return all;
  }

  /** The variables of a host, as {@code --host} prints them. */
  public Object json(Inventory.Host host) {
    return PlainValues.of(variables(host));
  }

  private void groups(String group, Map<String, Object> all) {
    Map<String, Object> parts = new LinkedHashMap<>();
    List<String> hosts = group.equals(Entries.ALL) ? List.of() : inventory.members(group);
    List<String> children = inventory.children(group);
    if (!hosts.isEmpty()) {
      parts.put("hosts", hosts);
    }
    if (!children.isEmpty()) {
      parts.put("children", children);
    }
    if (!parts.isEmpty()) {
      all.put(group, parts);
    }
    for (String child : children) {
      if (!all.containsKey(child)) {
        groups(child, all);
      }
    }
  }

  /** As {@code --list --yaml} prints it, which can be read as an inventory again. */
  public Tree yaml() {
    return new Trees(Place.NOWHERE)
        .with(Entries.ALL, group(Entries.ALL, new HashSet<>()))
        .mapping();
  }

  /**
   * @param seen hosts whose variables were told
   */
  private Tree.Mapping group(String group, Set<String> seen) {
    Trees children = new Trees(Place.NOWHERE);
    inventory.children(group).forEach(child -> children.with(child, group(child, seen)));
    Trees hosts = new Trees(Place.NOWHERE);
    List<String> members = group.equals(Entries.ALL) ? List.of() : inventory.members(group);
    for (String name : members) {
      Inventory.Host host = inventory.host(name).orElseThrow();
      hosts.with(
          name, seen.add(name) ? variables(host) : new Tree.Mapping(Place.NOWHERE, List.of()));
    }
    Trees parts = new Trees(Place.NOWHERE);
    if (!children.mapping().entries().isEmpty()) {
      parts.with("children", children.mapping());
    }
    if (!hosts.mapping().entries().isEmpty()) {
      parts.with("hosts", hosts.mapping());
    }
    return parts.mapping();
  }

  /** As {@code --graph} prints it. */
  public List<String> graph() {
    List<String> lines = new ArrayList<>();
    graph(Entries.ALL, 0, lines);
    return lines;
  }

  private void graph(String group, int depth, List<String> lines) {
    lines.add(branch("@" + group + ":", depth));
    inventory.children(group).forEach(child -> graph(child, depth + 1, lines));
    if (!group.equals(Entries.ALL)) {
      inventory.members(group).forEach(host -> lines.add(branch(host, depth + 1)));
    }
  }

  private static String branch(String name, int depth) {
    return depth == 0 ? name : "  |".repeat(depth) + "--" + name;
  }

  /** The variables of a host by name. */
  public Tree.Mapping variables(Inventory.Host host) {
    Variables all = host.variables();
    Trees shown = new Trees(Place.NOWHERE);
    all.names().stream()
        .sorted()
        .forEach(
            name -> {
              Tree value = all.get(name).orElseThrow();
              boolean secret = SECRETS.matcher(name).matches();
              shown.with(name, secret ? masked(value, true) : PlainValues.shown(value));
            });
    return shown.mapping();
  }

  /**
   * What is encrypted may be shown as it stands.
   *
   * @param templates whether a text may be one
   */
  private static Tree masked(Tree value, boolean templates) {
    return switch (value) {
      case Tree.Scalar s -> {
        boolean open = s.isNull() || (templates && SOLE.matcher(Trees.text(s)).matches());
        yield open ? PlainValues.shown(s) : Trees.scalar(s.place(), Secret.MASK);
      }
      case Tree.Sequence s ->
          new Tree.Sequence(
              s.place(), s.items().stream().map(item -> masked(item, templates)).toList());
      case Tree.Mapping m ->
          new Tree.Mapping(
              m.place(),
              m.entries().stream()
                  .map(e -> new Tree.Entry(e.place(), e.key(), masked(e, templates)))
                  .toList());
    };
  }

  private static Tree masked(Tree.Entry entry, boolean templates) {
    return entry.key().equals(YamlReader.VAULT)
        ? PlainValues.shown(entry.value())
        : masked(entry.value(), templates && !entry.key().equals(YamlReader.UNSAFE));
  }
}

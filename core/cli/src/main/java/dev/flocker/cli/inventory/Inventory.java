package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.cli.inventory.Entries.GroupEntry;
import dev.flocker.cli.template.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** All hosts, their groups and variables, those of files beside it included. Immutable. */
public final class Inventory {

  /**
   * A host.
   *
   * @param place where it is first named
   * @param variables its groups' and its own, not yet rendered
   * @param groups that it is in at whatever depth, less {@code all}
   */
  public record Host(String name, Place place, Variables variables, List<String> groups) {}

  private final Entries entries;
  private final Set<Path> beside;
  private final Set<Path> folders;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  /**
   * @param beside the folders that the inventory files are in
   * @param folders those of playbooks, whose variables win
   */
  Inventory(Entries entries, Set<Path> beside, Set<Path> folders, Problems problems) {
    this.entries = entries;
    this.beside = beside;
    this.folders = folders;
    List<String> byDepth = byDepth();
    BiFunction<String, String, Variables> files = files(problems);
    entries.hosts.forEach((name, host) -> hosts.put(name, host(name, byDepth, files)));
    groups.put(Entries.ALL, List.copyOf(hosts.keySet()));
    for (String group : entries.groups.keySet()) {
      groups.putIfAbsent(group, members(group));
    }
    groups.put(Entries.UNGROUPED, members(Entries.UNGROUPED));
  }

  /** This inventory with the group_vars/ and host_vars/ of a playbook's folder. */
  public Inventory beside(Path folder, Problems problems) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (beside.contains(absolute) || folders.contains(absolute)) {
      return this;
    }
    Set<Path> more = new LinkedHashSet<>(folders);
    more.add(absolute);
    return new Inventory(entries, beside, more, problems);
  }

  /** In the order of the inventory. */
  public List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  public Optional<Host> host(String name) {
    return Optional.ofNullable(hosts.get(name));
  }

  /** The names of the hosts of each group, in the order of the inventory; {@code all} is one. */
  public Map<String, List<String>> groups() {
    return groups;
  }

  /**
   * The names of the hosts that a pattern of Ansible's selects, in the order of the inventory.
   *
   * @throws IllegalArgumentException with cause and remedy, if a part of it selects nothing
   */
  public List<String> select(String pattern) {
    return new HostPattern(this).select(pattern);
  }

  /**
   * Variables of files win over those of the inventory, hosts' over groups', deeper over higher.
   */
  private Host host(
      String name, List<String> byDepth, BiFunction<String, String, Variables> files) {
    Set<String> mine = entries.groupsOf(name);
    List<String> own = byDepth.stream().filter(mine::contains).toList();
    Variables v = Variables.NONE.with(ofGroup(Entries.ALL));
    List<String> named = own.isEmpty() ? List.of(Entries.UNGROUPED) : own;
    for (String group : named) {
      v = v.with(ofGroup(group));
    }
    v = v.with(files.apply("group_vars", Entries.ALL));
    for (String group : named) {
      v = v.with(files.apply("group_vars", group));
    }
    Entries.HostEntry entry = java.util.Objects.requireNonNull(entries.hosts.get(name));
    v = v.with(entry.variables).with(files.apply("host_vars", name));
    return new Host(name, entry.place, v, List.copyOf(named));
  }

  private Variables ofGroup(String group) {
    GroupEntry entry = entries.groups.get(group);
    return entry == null ? Variables.NONE : entry.variables;
  }

  /** Reads each file of variables once, however many hosts it is for. */
  private BiFunction<String, String, Variables> files(Problems problems) {
    Map<String, Variables> read = new LinkedHashMap<>();
    List<Path> all = new ArrayList<>(beside);
    all.addAll(folders);
    return (kind, name) ->
        read.computeIfAbsent(
            kind + "/" + name,
            key -> {
              Variables v = Variables.NONE;
              for (Path folder : all) {
                v = v.with(VarsFolder.read(folder, kind, name, problems));
              }
              return v;
            });
  }

  /** Groups as their variables apply: higher ones first, then by name. */
  private List<String> byDepth() {
    Map<String, Integer> depths = new HashMap<>();
    entries.groups.keySet().forEach(g -> depths.put(g, entries.depth(g)));
    Comparator<String> byDepth = Comparator.comparing(depths::get);
    return entries.groups.keySet().stream()
        .filter(g -> !g.equals(Entries.ALL))
        .sorted(byDepth.thenComparingInt(this::priority).thenComparing(g -> g))
        .toList();
  }

  private int priority(String group) {
    return ofGroup(group)
        .get("ansible_group_priority")
        .map(Object::toString)
        .filter(p -> p.matches("[0-9]{1,8}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private List<String> members(String group) {
    return hosts.values().stream().filter(h -> h.groups().contains(group)).map(Host::name).toList();
  }
}

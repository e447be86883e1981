package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.inventory.Entries.GroupEntry;
import dev.flocker.cli.template.Controller;
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
import java.util.function.Consumer;

/** All hosts, their groups and variables, those of files beside it included. Immutable. */
public final class Inventory {

  /**
   * A host.
   *
   * @param place where it is first named
   * @param variables its groups' and its own, not yet rendered
   * @param groups that it is in at whatever depth, less {@code all}
   * @param problems of the files with its variables: they matter if the host does
   */
  public record Host(
      String name, Place place, Variables variables, List<String> groups, List<Problem> problems) {}

  /** Which group's variables win among those of one depth; no variable of its hosts. */
  private static final String PRIORITY = "ansible_group_priority";

  /** What the files of one group or host say. */
  private record Read(Variables variables, List<Problem> problems) {}

  private final Entries entries;
  private final Set<Path> beside;
  private final Set<Path> folders;
  private final Controller controller;
  private final Consumer<String> warnings;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  /**
   * @param beside the folders that the inventory files are in
   * @param folders those of playbooks, whose variables win
   * @param controller may be able to decrypt files of variables
   * @param warnings gets whole messages
   */
  Inventory(
      Entries entries,
      Set<Path> beside,
      Set<Path> folders,
      Controller controller,
      Consumer<String> warnings) {
    this.entries = entries;
    this.beside = beside;
    this.folders = folders;
    this.controller = controller;
    this.warnings = warnings;
    List<String> byDepth = byDepth();
    BiFunction<String, String, Read> files = files();
    entries.hosts.forEach((name, host) -> hosts.put(name, host(name, byDepth, files)));
    groups.put(Entries.ALL, List.copyOf(hosts.keySet()));
    for (String group : entries.groups.keySet()) {
      groups.putIfAbsent(group, within(group));
    }
    groups.put(Entries.UNGROUPED, within(Entries.UNGROUPED));
  }

  /** This inventory with the group_vars/ and host_vars/ of a playbook's folder. */
  public Inventory beside(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (beside.contains(absolute) || folders.contains(absolute)) {
      return this;
    }
    Set<Path> more = new LinkedHashSet<>(folders);
    more.add(absolute);
    return new Inventory(entries, beside, more, controller, warnings);
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

  /** The names of the groups directly in a group; of {@code all} those in no other too. */
  public List<String> children(String group) {
    return List.copyOf(entries.children(group));
  }

  /** The names of the hosts directly in a group; {@code ungrouped} has those in no other. */
  public List<String> members(String group) {
    return group.equals(Entries.UNGROUPED)
        ? groups.getOrDefault(group, List.of())
        : List.copyOf(entries.hostsIn(group));
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
  private Host host(String name, List<String> byDepth, BiFunction<String, String, Read> files) {
    Set<String> mine = entries.groupsOf(name);
    List<String> own = byDepth.stream().filter(mine::contains).toList();
    Variables v = Variables.NONE.with(ofGroup(Entries.ALL));
    List<String> named = own.isEmpty() ? List.of(Entries.UNGROUPED) : own;
    for (String group : named) {
      v = v.with(ofGroup(group));
    }
    List<Read> read = new ArrayList<>(List.of(files.apply("group_vars", Entries.ALL)));
    named.forEach(group -> read.add(files.apply("group_vars", group)));
    for (Read ofGroup : read) {
      v = v.with(ofGroup.variables());
    }
    Entries.HostEntry entry = java.util.Objects.requireNonNull(entries.hosts.get(name));
    Read ofHost = files.apply("host_vars", name);
    read.add(ofHost);
    v = v.with(entry.variables).with(ofHost.variables());
    List<Problem> problems = read.stream().flatMap(r -> r.problems().stream()).toList();
    return new Host(name, entry.place, v, List.copyOf(named), problems);
  }

  private Variables ofGroup(String group) {
    GroupEntry entry = entries.groups.get(group);
    return entry == null ? Variables.NONE : entry.variables.without(PRIORITY);
  }

  /** Reads each file of variables once, however many hosts it is for. */
  private BiFunction<String, String, Read> files() {
    Map<String, Read> read = new LinkedHashMap<>();
    List<Path> all = new ArrayList<>(beside);
    all.addAll(folders);
    return (kind, name) ->
        read.computeIfAbsent(
            kind + "/" + name,
            key -> {
              Variables v = Variables.NONE;
              List<Problem> problems = new ArrayList<>();
              for (Path folder : all) {
                v =
                    v.with(
                        VarsFolder.read(folder, kind, name, controller, problems::add, warnings));
              }
              return new Read(v, problems);
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
    GroupEntry entry = entries.groups.get(group);
    return (entry == null ? Variables.NONE : entry.variables)
        .get(PRIORITY)
        .map(Object::toString)
        .filter(p -> p.matches("[0-9]{1,8}"))
        .map(Integer::parseInt)
        .orElse(1);
  }

  private List<String> within(String group) {
    return hosts.values().stream().filter(h -> h.groups().contains(group)).map(Host::name).toList();
  }
}

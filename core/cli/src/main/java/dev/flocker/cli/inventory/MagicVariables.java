package dev.flocker.cli.inventory;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.HostRenderers;
import dev.flocker.cli.template.HostRenderers.Sight;
import dev.flocker.cli.template.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What Ansible lets templates know besides the variables that somebody set. */
public final class MagicVariables {

  private final Inventory inventory;
  private final Path playbooks;
  private final Tree groups;

  /**
   * @param playbooks the folder of the playbook; where there is none, the current one
   */
  public MagicVariables(Inventory inventory, Path playbooks) {
    this.inventory = inventory;
    this.playbooks = playbooks.toAbsolutePath().normalize();
    this.groups = Tree.of(inventory.groups());
  }

  /** Renderers for the hosts of the inventory, by their own variables alone. */
  public HostRenderers renderers(Controller controller) {
    return renderers(controller, host -> Variables.NONE);
  }

  /**
   * Renderers for the hosts of the inventory.
   *
   * @param over what wins over a host's own variables
   */
  public HostRenderers renderers(Controller controller, Function<Inventory.Host, Variables> over) {
    Map<String, Inventory.Host> hosts = new LinkedHashMap<>();
    inventory.hosts().forEach(host -> hosts.put(host.name(), host));
    return new HostRenderers(
        Collections.unmodifiableSet(hosts.keySet()),
        name -> {
          Inventory.Host host = hosts.getOrDefault(name, nobody(name));
          Variables all = host.variables().with(over.apply(host)).with(of(host));
          return new Sight(all, host.variables());
        },
        playbooks,
        controller);
  }

  /** With no host known, templates are still worth a look. */
  private static Inventory.Host nobody(String name) {
    return new Inventory.Host(name, Place.NOWHERE, Variables.NONE, List.of(), List.of());
  }

  private Tree.Mapping of(Inventory.Host host) {
    List<Tree.Entry> entries = new ArrayList<>();
    add(entries, "inventory_hostname", host.name());
    add(entries, "inventory_hostname_short", host.name().split("\\.")[0]);
    if (!host.place().file().isEmpty()) {
      Path file = Path.of(host.place().file()).toAbsolutePath().normalize();
      Path folder = file.getParent();
      add(entries, "inventory_file", file.toString());
      add(entries, "inventory_dir", (folder == null ? file : folder).toString());
    }
    add(entries, "playbook_dir", playbooks.toString());
    add(entries, "group_names", host.groups().stream().sorted().toList());
    entries.add(new Tree.Entry(Place.NOWHERE, "groups", groups));
    add(entries, HostRenderers.HOSTVARS, Map.of());
    return new Tree.Mapping(Place.NOWHERE, entries);
  }

  private static void add(List<Tree.Entry> entries, String name, Object value) {
    entries.add(new Tree.Entry(Place.NOWHERE, name, Tree.of(value)));
  }
}

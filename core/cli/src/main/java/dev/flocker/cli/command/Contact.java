package dev.flocker.cli.command;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Secret;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.inventory.HostSettings;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.template.HostRenderers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node of the inventory, and how to reach it.
 *
 * @param secrets texts of its settings that must not show in output
 * @param problems of its settings; with any it is not contacted
 */
public record Contact(
    NodeInfo node, Connection connection, Set<String> secrets, List<Problem> problems) {

  /** All hosts but those that are reached as no node is. */
  public static List<Contact> of(Inventory inventory, HostRenderers renderers) {
    List<Contact> contacts = new ArrayList<>();
    for (Inventory.Host host : inventory.hosts()) {
      List<Problem> problems = new ArrayList<>(host.problems());
      HostSettings settings = new HostSettings(host, renderers, problems::add);
      NodeInfo node = settings.node();
      Connection connection = settings.connection();
      if (!settings.foreign()) {
        Set<String> secrets = new LinkedHashSet<>(settings.secrets().keySet());
        connection.becomePassword().map(Secret::reveal).ifPresent(secrets::add);
        contacts.add(new Contact(node, connection, secrets, problems));
      }
    }
    return contacts;
  }

  /** Why it is not contacted. */
  public Optional<NodeTrouble> trouble() {
    return problems.stream()
        .findFirst()
        .map(
            p ->
                new NodeTrouble.Unreachable(
                    node.name(),
                    "it is not contacted, as its settings cannot be used: "
                        + p.place()
                        + ": "
                        + p.why(),
                    p.remedy()));
  }
}

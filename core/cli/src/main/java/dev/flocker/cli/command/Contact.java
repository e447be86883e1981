package dev.flocker.cli.command;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.inventory.HostSettings;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node of the inventory, and how to reach it.
 *
 * @param problems of its settings; with any it is not contacted
 */
record Contact(NodeInfo node, Connection connection, List<Problem> problems) {

  /** All hosts but those that are reached as no node is. */
  static List<Contact> of(Inventory inventory, Map<String, String> environment) {
    List<Contact> contacts = new ArrayList<>();
    for (Inventory.Host host : inventory.hosts()) {
      List<Problem> problems = new ArrayList<>(host.problems());
      HostSettings settings = new HostSettings(host, environment, problems::add);
      Contact contact = new Contact(settings.node(), settings.connection(), problems);
      if (!settings.foreign()) {
        contacts.add(contact);
      }
    }
    return contacts;
  }

  /** Why it is not contacted. */
  Optional<NodeTrouble> trouble() {
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

package dev.flocker.cli.command;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.value.Problems;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.inventory.HostSettings;
import dev.flocker.cli.inventory.Inventory;
import java.util.List;
import java.util.Map;

/** A node of the inventory, and how to reach it. */
record Contact(NodeInfo node, Connection connection) {

  static List<Contact> of(Inventory inventory, Map<String, String> environment, Problems problems) {
    return inventory.hosts().stream()
        .map(host -> new HostSettings(host, environment, problems))
        .map(settings -> new Contact(settings.node(), settings.connection()))
        .toList();
  }
}

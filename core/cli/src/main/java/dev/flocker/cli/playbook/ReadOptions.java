package dev.flocker.cli.playbook;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Port;
import dev.flocker.cli.template.Controller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line says of how playbooks are read.
 *
 * @param inventories each {@code -i}; may be empty
 * @param extraVars each {@code -e}: {@code k=v}, {@code @file} or a YAML mapping
 * @param controller what templates may take from this machine
 * @param facts of each node, by its name; empty as long as no node was contacted
 * @param exposed ports that images expose, by project and container; empty as long as no node was
 *     asked for them
 */
public record ReadOptions(
    List<String> inventories,
    List<String> extraVars,
    Controller controller,
    Map<String, Map<String, String>> facts,
    Optional<Map<String, Map<Ref, Set<Port>>>> exposed) {

  /** Without passwords for what Ansible Vault encrypted. */
  public ReadOptions(
      List<String> inventories,
      List<String> extraVars,
      Map<String, String> environment,
      Map<String, Map<String, String>> facts) {
    this(inventories, extraVars, Controller.of(environment), facts, Optional.empty());
  }

  /** The same, now that the nodes were contacted. */
  public ReadOptions with(Map<String, Map<String, String>> known) {
    return new ReadOptions(inventories, extraVars, controller, known, exposed);
  }

  /** The same, now that nodes were asked for the ports that images expose. */
  public ReadOptions exposing(Map<String, Map<Ref, Set<Port>>> ports) {
    return new ReadOptions(inventories, extraVars, controller, facts, Optional.of(ports));
  }
}

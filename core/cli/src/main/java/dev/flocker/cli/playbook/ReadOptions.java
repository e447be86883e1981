package dev.flocker.cli.playbook;

import dev.flocker.cli.template.Controller;
import java.util.List;
import java.util.Map;

/**
 * What the command line says of how playbooks are read.
 *
 * @param inventories each {@code -i}; may be empty
 * @param extraVars each {@code -e}: {@code k=v}, {@code @file} or a YAML mapping
 * @param controller what templates may take from this machine
 * @param facts of each node, by its name; empty as long as no node was contacted
 */
public record ReadOptions(
    List<String> inventories,
    List<String> extraVars,
    Controller controller,
    Map<String, Map<String, String>> facts) {

  /** Without passwords for what Ansible Vault encrypted. */
  public ReadOptions(
      List<String> inventories,
      List<String> extraVars,
      Map<String, String> environment,
      Map<String, Map<String, String>> facts) {
    this(inventories, extraVars, Controller.of(environment), facts);
  }

  /** The same, now that the nodes were contacted. */
  public ReadOptions with(Map<String, Map<String, String>> known) {
    return new ReadOptions(inventories, extraVars, controller, known);
  }
}

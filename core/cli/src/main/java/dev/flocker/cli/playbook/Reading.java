package dev.flocker.cli.playbook;

import dev.flocker.api.Ref;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.template.HostRenderers;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that was read.
 *
 * @param projects in the order of their first plays; of use only if there is no problem
 * @param reached containers that others reach on ports that no file names, and by whom; by project
 * @param renderers for its hosts, by their own variables
 * @param connections by node, for every node of the inventory
 * @param problems in the order of their places
 * @param warnings whole messages
 * @param secrets every text that must not show in output
 * @param needsFacts whether a template uses facts of nodes: what was read stands in for them until
 *     it is read again with {@link ReadOptions#with}
 */
public record Reading(
    List<Project> projects,
    Map<String, Map<Ref, Set<Ref>>> reached,
    Inventory inventory,
    HostRenderers renderers,
    Map<String, Connection> connections,
    List<Problem> problems,
    List<String> warnings,
    Set<String> secrets,
    boolean needsFacts) {}

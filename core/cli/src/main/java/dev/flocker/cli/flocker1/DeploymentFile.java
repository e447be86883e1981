package dev.flocker.cli.flocker1;

import dev.flocker.api.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a {@code deployment.yml}. */
public final class DeploymentFile {

  /** What Flocker calls an application. */
  private static final String APPLICATION = "container";

  private DeploymentFile() {}

  /**
   * The lines of the file. Fed back to a deployment it changes nothing.
   *
   * @param nodes all of them: one that is left out would be emptied
   * @param resources of one project, with the nodes where each is; other types are left out
   */
  public static List<String> of(
      Collection<String> nodes, Map<Ref, ? extends Collection<String>> resources) {
    Map<String, List<String>> byNode = new LinkedHashMap<>();
    nodes.forEach(n -> byNode.put(n, new ArrayList<>()));
    resources.forEach(
        (ref, at) -> {
          if (ref.type().equals(APPLICATION)) {
            at.forEach(
                n -> byNode.computeIfAbsent(n, x -> new ArrayList<>()).add(quoted(ref.name())));
          }
        });
    List<String> lines = new ArrayList<>(List.of("version: 1", "nodes:"));
    byNode.forEach((node, names) -> lines.add("  " + quoted(node) + ": " + names));
    return lines;
  }

  /** A name may look like a number to YAML. */
  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

package dev.flocker.cli.run;

import dev.flocker.api.node.Exposing;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Entry;
import dev.flocker.cli.plan.Model;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Types;
import dev.flocker.node.wire.Call;
import java.util.List;
import java.util.Set;

/**
 * What a project's resources are made from, such as images: nodes get that, and tell the ports that
 * it listens on, before anything is planned.
 *
 * @param model of the project, as far as it is known without the nodes
 */
record Makings(Types types, Sessions sessions, Invocations invoke, Model model) {

  static Makings of(Project project, Types types, Sessions sessions) {
    Invocations invoke = new Invocations(types, project.name());
    return new Makings(types, sessions, invoke, Planner.preliminary(project, types));
  }

  /** Whether it is made from anything of the kind. */
  boolean has(Entry entry) {
    return types.can(entry.ref(), provider(entry), Exposing.class);
  }

  Record want(Entry entry, String node) {
    return types.type(entry.ref().type()).desired(entry.declared(), node, model);
  }

  /** Its nodes that were reached. */
  List<String> places(Entry entry) {
    return model.nodesOf(entry.ref()).stream().filter(sessions.byNode()::containsKey).toList();
  }

  Call exposed(Entry entry, String node) {
    return invoke.exposed(entry.ref(), provider(entry), want(entry, node));
  }

  /**
   * @param then done once it was got
   */
  Step getting(Entry entry, String node, Runnable then) {
    Call get = invoke.get(entry.ref(), provider(entry), want(entry, node));
    return new Step(
        "get what " + entry.ref() + " is made from on " + node,
        Set.of(entry.ref()),
        List.of(node),
        progress -> {
          sessions.of(node).perform(List.of(get), progress);
          then.run();
        });
  }

  private String provider(Entry entry) {
    return types.accepting(entry.declared()).getFirst().name();
  }
}

package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Scope;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Adoptions;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Types;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What nodes are asked to look at for a project. */
final class Scopes {

  private Scopes() {}

  /** Every type is looked at, as what is to be removed is named nowhere. */
  static Map<String, Scope> of(Project project, Types types) {
    Map<String, Set<Ref>> wanted = new TreeMap<>();
    types.all().forEach(t -> wanted.put(t.name(), new LinkedHashSet<>()));
    for (Item item : project.items()) {
      Ref ref = item.declared().ref();
      wanted.computeIfAbsent(ref.type(), t -> new LinkedHashSet<>()).add(ref);
    }
    Planner.preliminary(project, types)
        .entries()
        .forEach(
            e -> wanted.computeIfAbsent(e.ref().type(), t -> new LinkedHashSet<>()).add(e.ref()));
    Map<String, Scope> scopes = new TreeMap<>();
    Map<Ref, String> adopted = Adoptions.names(project, types);
    wanted.forEach((type, refs) -> scopes.put(type, new Scope("", refs, of(type, adopted))));
    return scopes;
  }

  private static Map<Ref, String> of(String type, Map<Ref, String> adopted) {
    Map<Ref, String> some = new TreeMap<>(adopted);
    some.keySet().removeIf(ref -> !ref.type().equals(type));
    return some;
  }
}

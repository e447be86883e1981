package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.Map;
import java.util.Set;

/**
 * What an observation is for.
 *
 * @param project of the playbook; empty to observe all that is flocker's
 * @param wanted resources of the type that the playbook names: whatever occupies such a name is
 *     reported too, whoever made it
 * @param adopted what runs outside of flocker and is to become a resource, by the name that the
 *     playbook gives it: see {@code ResourceType.adopts}; reported as that resource, of no project
 * @since 0.1
 */
public record Scope(String project, Set<Ref> wanted, Map<Ref, String> adopted) {

  public Scope {
    wanted = Set.copyOf(wanted);
    adopted = Map.copyOf(adopted);
  }

  /** Without anything to be taken over. */
  public Scope(String project, Set<Ref> wanted) {
    this(project, wanted, Map.of());
  }

  public static final Scope EVERYTHING = new Scope("", Set.of());
}

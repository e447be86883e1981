package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.Set;

/**
 * What an observation is for.
 *
 * @param project of the playbook; empty to observe all that is flocker's
 * @param wanted resources of the type that the playbook names: whatever occupies such a name is
 *     reported too, whoever made it
 * @since 0.1
 */
public record Scope(String project, Set<Ref> wanted) {

  public Scope {
    wanted = Set.copyOf(wanted);
  }

  public static final Scope EVERYTHING = new Scope("", Set.of());
}

package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.Optional;

/**
 * A resource as a node shows it.
 *
 * @param project empty for what is not flocker's
 * @param state what it is now
 * @param running whether it is in use and well, as far as a look can tell; true for what does not
 *     run
 * @param version another one whenever somebody changed the resource, and never empty; the same
 *     however often it is looked at, stopped, started or held, and whatever becomes of other
 *     resources. A change that is planned from this observation carries it, and is refused if the
 *     resource has another one by then
 * @param copy of a movable resource: who owns it, and its snapshots
 * @since 0.1
 */
public record Observed<S extends Record>(
    Ref ref,
    Optional<String> project,
    S state,
    boolean running,
    String version,
    Optional<Copy> copy) {

  public static <S extends Record> Observed<S> of(
      Ref ref, String project, S state, String version) {
    return new Observed<>(ref, Optional.of(project), state, true, version, Optional.empty());
  }
}

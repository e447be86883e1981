package dev.flocker.cli.plan;

import dev.flocker.api.Diff;
import dev.flocker.api.Ref;
import java.util.List;
import java.util.Optional;

/**
 * What one node must do for one resource.
 *
 * @param want absent if it is to go
 * @param have absent if it is not there
 * @param destroyData for a removal: whether data goes too
 */
public record Change(
    Ref ref,
    String node,
    String provider,
    Optional<Record> want,
    Optional<Sight> have,
    Diff diff,
    boolean destroyData) {

  /** The verb, as the node knows it. */
  public enum Verb {
    CREATE,
    UPDATE,
    REPLACE,
    REMOVE,
    /** Nothing to write, but to start. */
    NONE
  }

  /**
   * That something is made another in place, whatever it shows by then.
   *
   * @param now of whatever version
   */
  public static Change update(Sight now, Record want) {
    return new Change(
        now.ref(),
        now.node(),
        now.provider(),
        Optional.of(want),
        Optional.of(now.showing(now.state())),
        new Diff(Diff.Kind.IN_PLACE, List.of(), ""),
        false);
  }

  /** The same with another outcome. */
  public Change wanting(Record other) {
    return new Change(ref, node, provider, Optional.of(other), have, diff, destroyData);
  }

  /** What makes an update undone, whatever its resource shows by then. */
  public Change reversed() {
    Sight was = have.orElseThrow();
    Sight is = was.showing(want.orElseThrow());
    return new Change(
        ref, node, provider, Optional.of(was.state()), Optional.of(is), diff, destroyData);
  }

  /** What is there once it is made, of whatever version; absent if that is to go. */
  public Optional<Sight> made(String project) {
    return want.map(
        state ->
            new Sight(
                ref, node, provider, Optional.of(project), state, true, "", Optional.empty()));
  }

  public Verb verb() {
    if (want.isEmpty()) {
      return Verb.REMOVE;
    }
    if (have.isEmpty()) {
      return Verb.CREATE;
    }
    return switch (diff.kind()) {
      case NONE, REFUSED -> Verb.NONE;
      case IN_PLACE -> Verb.UPDATE;
      case REPLACE -> Verb.REPLACE;
    };
  }
}

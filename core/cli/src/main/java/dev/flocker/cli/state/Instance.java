package dev.flocker.cli.state;

import dev.flocker.api.Fact;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Summary.Grade;
import dev.flocker.api.value.Port;
import dev.flocker.cli.plan.Sight;
import java.util.List;
import java.util.Optional;

/**
 * A resource on one node.
 *
 * @param running whether it is in use and well; true for what does not run
 * @param status a few words, those of who supervises it included; empty where there is nothing to
 *     say
 * @param facts those that the plugin finds worth showing, and those of who supervises it
 * @param openings the ports that it occupies on the node
 * @param copy of what holds data
 * @param stopped by whom, if a person stopped it
 * @param relations to others of its project, as far as the node still shows them
 * @param leadsTo ports that it is a way to
 * @param supervisors of it, on the same node
 */
public record Instance(
    String node,
    String provider,
    boolean running,
    Grade grade,
    String status,
    List<Fact> facts,
    List<Opening> openings,
    Optional<CopyLook> copy,
    Optional<Sight.Stopped> stopped,
    List<Relation> relations,
    List<Port> leadsTo,
    List<Ref> supervisors) {

  /** Whether it is well, and nothing is worth a line. */
  boolean isQuiet() {
    return grade == Grade.OK
        && status.isEmpty()
        && facts.isEmpty()
        && openings.isEmpty()
        && copy.isEmpty();
  }
}

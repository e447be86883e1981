package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Sight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that runs, and all that goes with it when it stops in one place and starts in another,
 * or the same.
 *
 * @param stop its removal or replacement where it is now, if it is there
 * @param start its creation, replacement or start where it will be; absent if it goes for good
 * @param supervisors those through whom it is stopped and started: as they are where it stops
 * @param supervisor who starts it where it will be; absent if it is started itself
 * @param followers changes of its supervisors and of what is attached to it
 * @param held what leads to it, as it is on the node where it stops
 * @param data what it uses that holds data, as that is on the node where it stops
 * @param given what it has open where it stops, and does not use any more once it has started
 * @param taken what it uses where it starts
 * @param rests whether it is to be stopped where it will be
 */
record Part(
    Ref ref,
    Optional<Change> stop,
    Optional<Change> start,
    List<Sight> supervisors,
    Optional<Supervisor> supervisor,
    List<Change> followers,
    List<Sight> held,
    List<Sight> data,
    Set<Ref> given,
    Set<Ref> taken,
    boolean rests) {

  /** Who starts a part, and what it should be then. */
  record Supervisor(Ref ref, String provider, Record want) {}

  /** Whether what runs now must be stopped first. */
  boolean stops() {
    return stop.isPresent() && stop.get().have().isPresent();
  }

  /**
   * Whether it is down already, by its playbook or, if that agrees by now, a person: then it is not
   * to be started again where it is, whatever happens.
   */
  boolean isDown() {
    return stop.flatMap(Change::have)
        .filter(s -> s.rests() || (rests && s.stoppedByHand()))
        .isPresent();
  }

  /** What has to be quiesced for it to stop: its supervisors, or else itself. */
  List<Sight> stopping() {
    return isDown() ? List.of() : stoppable();
  }

  /** The same, and of what is down already what has to stay so. */
  List<Sight> stoppable() {
    if (!stops()) {
      return List.of();
    }
    return supervisors.isEmpty() ? stop.flatMap(Change::have).stream().toList() : supervisors;
  }

  /** Whether something else takes its place where it is. */
  boolean isReplaced() {
    return stop.equals(start) && stop.filter(c -> c.verb() == Change.Verb.REPLACE).isPresent();
  }

  /** Whether it runs, and goes on running while it is changed. */
  boolean isChangedInPlace() {
    return stop.isEmpty()
        && start
            .filter(c -> c.verb() == Change.Verb.UPDATE)
            .flatMap(Change::have)
            .filter(Sight::running)
            .isPresent();
  }

  /** What it goes on using after it was replaced where it is. */
  List<Sight> dataOfReplaced() {
    return isReplaced() ? data : List.of();
  }

  boolean startsOn(String node) {
    return start.filter(c -> c.node().equals(node)).isPresent();
  }

  /** Where it stops and where it starts. */
  List<String> nodes() {
    return Stream.concat(stop.stream(), start.stream()).map(Change::node).distinct().toList();
  }

  /** The same, whose visitors need not wait. */
  Part holdingNobody() {
    return new Part(
        ref, stop, start, supervisors, supervisor, followers, List.of(), data, given, taken, rests);
  }

  /** Whether it goes from one node to another. */
  boolean moves() {
    return stop.isPresent() && start.isPresent() && !stop.equals(start);
  }
}

package dev.flocker.node;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What became of the last start of a resource, as a later conversation with the node needs it.
 *
 * @param mark a file that is there if it is not known to have got well: it says why
 */
record LastStart(Host host, Path mark) {

  /** Why what was started last is not well. */
  enum Sickness {
    /** It was not healthy in time, or did not stay up; it may have got well since. */
    UNHEALTHY,
    /** What is to be done after each start was not. */
    UNFINISHED
  }

  void failed(Sickness why) {
    host.write(mark, why.name() + "\n", 0600);
  }

  void succeeded() {
    host.delete(mark);
  }

  /**
   * Whether it is well. One that was slow to get so is asked, once.
   *
   * @param have what runs now
   */
  <S extends Record> boolean isWell(Bound<S> on, Ref ref, S have) {
    Optional<String> why = host.read(mark).map(String::strip);
    if (why.isEmpty()) {
      return true;
    }
    if (why.get().equals(Sickness.UNFINISHED.name()) || !on.isQuiesceable()) {
      return false;
    }
    try {
      return new Probation(host, new Patience(host, text -> text))
          .isServed(on.quiesceable(), ref, have);
    } catch (Failure e) {
      return false;
    }
  }
}

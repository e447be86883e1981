package dev.flocker.cli.run;

import dev.flocker.cli.plan.Change;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What leads somewhere on one node, in the course of a run: one turn of it after the other. */
final class Way {

  private final ReentrantLock turning = new ReentrantLock();
  private final String node;
  private final String project;
  private Optional<Sight> now;

  /** It may lead elsewhere: to turn it failed, or its node stopped answering meanwhile. */
  private boolean unsure;

  /**
   * @param now as it is; absent if it is still to be made
   */
  Way(String node, String project, Optional<Sight> now) {
    this.node = node;
    this.project = project;
    this.now = now;
  }

  /**
   * Makes a change of it.
   *
   * @param to asked once no other turn is under way; nothing is done if it is empty
   * @throws NodeTrouble.Cancelled if the thread is interrupted while it waits for that
   */
  void make(Supplier<Optional<Change>> to, Consumer<Change> how) {
    lock();
    try {
      to.get().ifPresent(change -> make(change, how));
    } finally {
      turning.unlock();
    }
  }

  /** The same of one that is there, if it leads elsewhere, or may. */
  void turn(Supplier<Optional<Record>> to, Consumer<Change> how) {
    make(() -> to.get().flatMap(want -> now.flatMap(have -> change(have, want))), how);
  }

  /** Whatever an attempt that failed has left of it is meant. */
  private Optional<Change> change(Sight have, Record want) {
    return unsure || !want.equals(have.state())
        ? Optional.of(Change.update(unsure ? have.showing(have.state()) : have, want))
        : Optional.empty();
  }

  private void make(Change change, Consumer<Change> how) {
    unsure = true;
    how.accept(change);
    now = change.made(project);
    unsure = false;
  }

  private void lock() {
    try {
      turning.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled(node);
    }
  }
}

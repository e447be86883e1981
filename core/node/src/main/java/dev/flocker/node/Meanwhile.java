package dev.flocker.node;

import dev.flocker.node.host.Cancelled;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work that nobody waits for but who comes next. */
final class Meanwhile {

  private volatile FutureTask<Void> last = done();

  private static FutureTask<Void> done() {
    FutureTask<Void> nothing = new FutureTask<>(() -> {}, null);
    nothing.run();
    return nothing;
  }

  void begin(Runnable work) {
    FutureTask<Void> next = new FutureTask<>(work, null);
    last = next;
    Thread.ofVirtual().start(next);
  }

  /** Returns when it is over; fails as it did. */
  void await() {
    try {
      last.get();
    } catch (InterruptedException e) {
      throw new Cancelled();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.cli.plan.Change;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WayTest {

  private final Way way = new Way("n1", "shop", Optional.empty());

  /** A node that hangs does not keep a run that is interrupted from ending. */
  @Test
  void whoWaitsForAnotherTurnCanBeInterrupted() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread first = Thread.ofVirtual().start(() -> way.make(() -> hang(hangs, over), change -> {}));
    hangs.await();

    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread second =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    way.make(Optional::empty, change -> {});
                    ended.complete(new AssertionError("it had its turn"));
                  } catch (NodeTrouble.Cancelled e) {
                    ended.complete(e);
                  }
                });
    second.interrupt();

    assertThat(ended.get()).isInstanceOf(NodeTrouble.Cancelled.class);
    over.countDown();
    first.join();
  }

  private static Optional<Change> hang(CountDownLatch hangs, CountDownLatch over) {
    hangs.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}

package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeanwhileTest {

  private final Meanwhile meanwhile = new Meanwhile();

  @Test
  void whoComesNextWaitsUntilItIsOver() throws InterruptedException {
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean over = new AtomicBoolean();
    AtomicBoolean seen = new AtomicBoolean();
    meanwhile.begin(
        () -> {
          await(mayEnd);
          over.set(true);
        });
    Thread next =
        Thread.ofPlatform()
            .start(
                () -> {
                  meanwhile.await();
                  seen.set(over.get());
                });
    while (next.getState() != Thread.State.WAITING && next.isAlive()) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    next.join();
    assertThat(seen).isTrue();
  }

  @Test
  void whoComesNextHearsThatItFailed() {
    meanwhile.await();
    meanwhile.begin(
        () -> {
          throw new Failure("sweeping", "permission denied", "");
        });
    assertThatThrownBy(meanwhile::await).isInstanceOf(Failure.class).hasMessageContaining("denied");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {

  @Test
  void isInterruptedWithAllThatItDoes() {
    AtomicInteger interrupted = new AtomicInteger();
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> Parallel.forEach(List.of(1, 2, 3), n -> sleepUntilInterrupted(interrupted)))
        .isInstanceOf(NodeTrouble.Cancelled.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted).hasValue(3);
  }

  private static void sleepUntilInterrupted(AtomicInteger interrupted) {
    try {
      Thread.sleep(50_000);
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
    }
  }
}

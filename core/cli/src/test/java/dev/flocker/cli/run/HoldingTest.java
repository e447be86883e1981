package dev.flocker.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HoldingTest {

  private final AtomicInteger renewed = new AtomicInteger();

  @Test
  void renewsUntilItEndsAndNeverAfterwards() throws InterruptedException {
    CountDownLatch often = new CountDownLatch(3);
    Holding holding =
        new Holding(
            Duration.ofMillis(1),
            () -> {
              renewed.incrementAndGet();
              often.countDown();
            });
    holding.begin();
    often.await();
    holding.end();
    int times = renewed.get();
    Thread.sleep(20);
    assertThat(renewed).hasValue(times);
  }

  @Test
  void isNotRenewedOnceItIsOver() throws InterruptedException {
    Holding holding = new Holding(Duration.ofMillis(1), renewed::incrementAndGet);
    holding.end();
    holding.begin();
    holding.end();
    Thread.sleep(20);
    assertThat(renewed).hasValue(0);
  }

  @Test
  void isNotRenewedBeforeItsTime() throws InterruptedException {
    Holding holding = new Holding(Duration.ofHours(1), renewed::incrementAndGet);
    holding.begin();
    Thread.sleep(20);
    assertThat(renewed).hasValue(0);
    holding.end();
  }
}

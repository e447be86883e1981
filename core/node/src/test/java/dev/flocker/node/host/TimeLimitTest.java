package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

  private final TimeLimit limit = new TimeLimit(Duration.ofMillis(50));

  @Test
  void leavesACallBehindThatNeverEnds() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                limit.with(
                    "listing /data",
                    () -> {
                      never.await();
                      return 1;
                    }))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("listing /data")
        .hasMessageContaining("has not answered for 50ms");
  }

  @Test
  void handsOnWhatTheCallSays() throws IOException {
    TimeLimit ample = new TimeLimit(Duration.ofMinutes(1));
    assertThat(ample.with("", () -> 1)).isEqualTo(1);
    assertThatThrownBy(
            () ->
                ample.with(
                    "",
                    () -> {
                      throw new NoSuchFileException("x");
                    }))
        .isInstanceOf(NoSuchFileException.class);
  }
}

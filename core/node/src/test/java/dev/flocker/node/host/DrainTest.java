package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainTest {

  /** What a container logs is anybody's, and this process has little memory. */
  @Test
  void keepsTheBeginningOfWhatIsEndless() throws Exception {
    InputStream much =
        new InputStream() {
          private long left = 3L * Drain.MOST;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }
        };
    Drain drain = Drain.of(new java.io.BufferedInputStream(much));
    String text = drain.text();
    while (text.length() < Drain.MOST) {
      text = drain.text();
    }
    assertThat(text).hasSize(Drain.MOST);
  }

  /** What a look does not show for want of room must not pass for absent. */
  @Test
  void takesNoPartForTheWhole() {
    Command much = Command.of("head", "-c", String.valueOf(Drain.MOST + 1), "/dev/zero");
    assertThatThrownBy(() -> Programs.run(much))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("said more than 24 MiB");
  }

  /** As on Java 21, where a virtual thread that waits inside a monitor keeps its processor. */
  @Test
  void losesNothingWhileNoVirtualThreadGetsATurn() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    CountDownLatch busy = new CountDownLatch(processors);
    AtomicBoolean over = new AtomicBoolean();
    for (int i = 0; i < processors; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                busy.countDown();
                while (!over.get()) {
                  Thread.onSpinWait();
                }
              });
    }
    busy.await();
    try {
      InputStream said = new ByteArrayInputStream("all of it".getBytes(StandardCharsets.UTF_8));
      assertThat(Drain.of(said).text()).isEqualTo("all of it");
    } finally {
      over.set(true);
    }
  }
}

package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConversationTest {

  private static final SshTarget NODE = SshTarget.of("n1", Map.of());

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aNodeThatTakesNothingAnyMoreIsLostAllTheSame() {
    Stuck stuck = new Stuck();
    Opening.Started started = new Opening.Started(stuck, new Errors(InputStream.nullInputStream()));
    try (Conversation conversation =
        new Conversation(NODE, stuck, started, Duration.ofSeconds(1))) {
      assertThatThrownBy(() -> conversation.ask("observe", Map.of(), Progress.NONE))
          .isInstanceOf(NodeTrouble.Unreachable.class)
          .hasMessageStartingWith("n1: it has been silent for 1 s");
    }
  }

  /** A connection on which nothing comes nor goes until it is cut. */
  private static final class Stuck implements Shell, Shell.Running {

    private final CountDownLatch cut = new CountDownLatch(1);

    @Override
    public Running start(String script) {
      return this;
    }

    @Override
    public boolean alive() {
      return true;
    }

    @Override
    public void close() {
      hang();
    }

    @Override
    public void cut() {
      cut.countDown();
    }

    @Override
    public OutputStream input() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          hang();
          throw new IOException("it is cut");
        }
      };
    }

    @Override
    public InputStream output() {
      return new InputStream() {
        @Override
        public int read() {
          hang();
          return -1;
        }
      };
    }

    @Override
    public InputStream errors() {
      return InputStream.nullInputStream();
    }

    @Override
    public int await() {
      return -1;
    }

    private void hang() {
      try {
        cut.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

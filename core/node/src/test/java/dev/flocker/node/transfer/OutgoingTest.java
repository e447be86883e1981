package dev.flocker.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutgoingTest {

  @Test
  void isReadyWhenTheOtherEndSaysSo() throws Exception {
    assertThat(ready("echo Welcome; echo " + Outgoing.READY + "; exec sleep 30")).isTrue();
  }

  /** Its output ends before it does. */
  @Test
  void isNotReadyWhenTheOtherEndIsGone() throws Exception {
    assertThat(ready("echo refused; exec >&-; exec sleep 30")).isFalse();
    assertThat(ready("exit 255")).isFalse();
  }

  private static boolean ready(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", script).start();
    try {
      return Outgoing.ready(process);
    } finally {
      process.destroyForcibly();
    }
  }
}

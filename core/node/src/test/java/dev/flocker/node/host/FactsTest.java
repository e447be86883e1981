package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import org.junit.jupiter.api.Test;

class FactsTest {

  /** A server, one that is connected, and one that waits for its connection to be forgotten. */
  private static final String TCP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 22316 1
         1: 0E004E0A:0035 01004E0A:C2A6 01 00000000:00000000 02:0009A3DC 00000000     0        0 23841 2
         2: 0E004E0A:C2A8 01004E0A:01BB 06 00000000:00000000 03:00001523 00000000     0        0 0 3
      """;

  /** A server, and a client of one other place. */
  private static final String UDP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref
       4242: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 23011 2
       9911: 0E004E0A:D431 01004E0A:007B 01 00000000:00000000 00:00000000 00000000   102        0 24123 2
      """;

  @Test
  void tellsWhatListens() {
    assertThat(Facts.listening(Protocol.TCP, TCP)).containsExactly(new Port(22));
    assertThat(Facts.listening(Protocol.UDP, UDP)).containsExactly(new Port(53, Protocol.UDP));
    assertThat(
            Facts.listening(Protocol.UDP, UDP.replace("00000000:0035", "0".repeat(32) + ":14E9")))
        .containsExactly(new Port(5353, Protocol.UDP));
    assertThat(Facts.listening(Protocol.UDP, "")).isEmpty();
  }
}

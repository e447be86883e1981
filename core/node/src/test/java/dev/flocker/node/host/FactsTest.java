package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flocker.api.value.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(listening(Protocol.TCP, TCP)).containsExactly("22");
    assertThat(listening(Protocol.UDP, UDP)).containsExactly("53/udp");
    assertThat(listening(Protocol.UDP, UDP.replace("00000000:0035", "3500007F:0035")))
        .as("of a name server for this machine alone, recorded on a little-endian one")
        .containsExactly("127.0.0.53:53/udp");
    String mapped = "0000000000000000FFFF00000700000A:0035";
    assertThat(listening(Protocol.UDP, UDP.replace("00000000:0035", mapped)))
        .containsExactly("10.0.0.7:53/udp");
    assertThat(listening(Protocol.UDP, UDP.replace("00000000:0035", "0".repeat(32) + ":14E9")))
        .containsExactly("5353/udp");
    assertThat(listening(Protocol.UDP, "")).isEmpty();
  }

  private static List<String> listening(Protocol protocol, String table) {
    return Facts.listening(protocol, table).stream().map(Listener::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22", "53/udp", "127.0.0.53:53/udp"})
  void saysSoInWords(String text) {
    assertThat(Listener.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x:22", "127.0.0.1:", "127.0.0.1:0", "[::1]:22", "10.0.0.1"})
  void nothingElseIsAPlace(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Listener.parse(text));
  }
}

package dev.flocker.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireTest {

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private Wire reading(byte[] bytes) {
    return new Wire(new ByteArrayInputStream(bytes), new ByteArrayOutputStream());
  }

  private void write(Map<String, ?> message) throws IOException {
    new Wire(InputStream.nullInputStream(), sent).write(message);
  }

  @Test
  void messagesComeOutAsTheyWentIn() throws IOException {
    write(Map.of("id", 7, "list", List.of("ä", 1.5, true), "map", Map.of("k", "v")));
    write(Map.of("op", "beat"));
    Wire wire = reading(sent.toByteArray());
    Message first = wire.read();
    assertThat(first.number("id")).isEqualTo(7);
    assertThat(first.list("list")).isEqualTo(List.of("ä", 1.5, true));
    assertThat(first.textsByName("map")).isEqualTo(Map.of("k", "v"));
    assertThat(wire.read().text("op")).isEqualTo("beat");
    assertThat(wire.read()).isNull();
  }

  @Test
  void aMessageCutShortIsTheEnd() throws IOException {
    write(Map.of("op", "beat"));
    byte[] all = sent.toByteArray();
    assertThat(reading(Arrays.copyOf(all, all.length - 1)).read()).isNull();
  }

  @Test
  void whatIsNoFrameIsRefused() {
    byte[] banner = "Welcome to the machine".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThatThrownBy(() -> reading(banner).read()).isInstanceOf(IOException.class);
  }

  @Test
  void aCallSurvivesTheWire() {
    Call call =
        new Call(
            "zfs",
            Call.Operation.SET_ASIDE,
            "shop",
            new Ref("volume", "pg data"),
            Map.of("suffix", "x"));
    assertThat(Calls.decode(Json.read(Json.write(Calls.encode(call))))).isEqualTo(call);
  }
}

package dev.flocker.cli.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteLinesTest {

  private static List<String> of(String text) throws IOException {
    ByteLines lines = new ByteLines(new ByteArrayInputStream(text.getBytes(UTF_8)), 4);
    List<String> all = new ArrayList<>();
    Optional<byte[]> next = lines.next();
    while (next.isPresent()) {
      all.add(new String(next.get(), UTF_8));
      next = lines.next();
    }
    return all;
  }

  @Test
  void linesEndAtLineEndsAndAtTheEnd() throws IOException {
    assertThat(of("")).isEmpty();
    assertThat(of("a\n\nb")).containsExactly("a", "", "b");
    assertThat(of("a\n")).containsExactly("a");
  }

  @Test
  void oneThatIsTooLongBecomesSeveral() throws IOException {
    assertThat(of("123456789\nab")).containsExactly("1234", "5678", "9", "ab");
  }
}

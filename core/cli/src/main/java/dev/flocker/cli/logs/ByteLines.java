package dev.flocker.cli.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of whatever is read, without their ends. One that is too long becomes several. */
final class ByteLines {

  private final InputStream from;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int end;

  ByteLines(InputStream from, int longest) {
    this.from = from;
    this.longest = longest;
  }

  /**
   * @return empty at the end
   */
  Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    if (isAtEnd()) {
      return Optional.empty();
    }
    do {
      int most = Math.min(end, at + longest - line.size());
      int stop = at;
      while (stop < most && buffer[stop] != '\n') {
        stop++;
      }
      line.write(buffer, at, stop - at);
      at = stop;
      if (stop < end && buffer[stop] == '\n') {
        at++;
        break;
      }
    } while (line.size() < longest && !isAtEnd());
    return Optional.of(line.toByteArray());
  }

  private boolean isAtEnd() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, from.read(buffer));
    }
    return end == 0;
  }
}

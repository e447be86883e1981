package dev.flocker.node.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages between controller and node: each a JSON object in UTF-8 after its length in bytes, four
 * bytes, highest first. The node's begin after a line of {@link #MARKER}, as login banners and
 * warnings come out of the same pipe.
 */
public final class Wire {

  /** Both ends must say the same. */
  public static final int PROTOCOL = 1;

  public static final String MARKER = "=== flocker node process ===";

  /** An end that has said nothing for this long says that it is there. */
  public static final Duration BEAT = Duration.ofSeconds(5);

  /** An end that has heard nothing for this long takes the other for lost. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  private static final int LARGEST = 64 << 20;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final ReentrantLock writing = new ReentrantLock();

  public Wire(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /**
   * Waits for the next message. One thread only.
   *
   * @return null if the other end has closed
   */
  public @Nullable Message read() throws IOException {
    byte[] bytes;
    try {
      int length = in.readInt();
      if (length < 2 || length > LARGEST) {
        throw new IOException("a message of " + length + " bytes");
      }
      bytes = new byte[length];
      in.readFully(bytes);
    } catch (EOFException end) {
      return null;
    }
    return Message.of(Json.read(new String(bytes, StandardCharsets.UTF_8)));
  }

  /** Sends a message whole. Any thread. */
  public void write(Map<String, ?> message) throws IOException {
    byte[] bytes = Json.write(message).getBytes(StandardCharsets.UTF_8);
    writing.lock();
    try {
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    } finally {
      writing.unlock();
    }
  }
}

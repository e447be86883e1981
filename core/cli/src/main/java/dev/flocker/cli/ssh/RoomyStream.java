package dev.flocker.cli.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import net.schmizz.sshj.connection.channel.Channel;

/**
 * Writes to a channel only what the other end has room for, and waits for that as long as it takes.
 * sshj itself waits half a minute, and keeps its connection from reading meanwhile if the channel
 * is closed.
 */
final class RoomyStream extends FilterOutputStream {

  /** Bytes, so that a packet is sent at once. */
  private static final long MOST = 1 << 14;

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final Channel channel;

  RoomyStream(Channel channel, OutputStream to) {
    super(to);
    this.channel = channel;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int now = (int) Math.min(length - done, Math.min(MOST, room()));
      out.write(bytes, from + done, now);
      out.flush();
      done += now;
    }
  }

  /**
   * @throws IOException if whoever reads has ended
   */
  private long room() throws IOException {
    while (channel.getRemoteWinSize() <= 0) {
      if (!channel.isOpen()) {
        throw new IOException("it reads no more");
      }
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while it has no room");
      }
    }
    return channel.getRemoteWinSize();
  }
}

package dev.flocker.cli.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import net.schmizz.sshj.connection.channel.Channel;

/**
 * Writes to a channel only what the other end has room for. sshj itself waits half a minute for
 * that, and keeps its connection from reading meanwhile if the channel is closed.
 */
final class RoomyStream extends FilterOutputStream {

  /** Bytes, so that a packet is sent at once. */
  private static final long MOST = 1 << 14;

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final Channel channel;
  private final Duration patience;

  /**
   * @param patience how long to wait for room at once
   */
  RoomyStream(Channel channel, OutputStream to, Duration patience) {
    super(to);
    this.channel = channel;
    this.patience = patience;
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
   * @throws IOException if whoever reads has ended, or takes too long
   */
  private long room() throws IOException {
    long began = System.nanoTime();
    while (channel.getRemoteWinSize() <= 0) {
      if (!channel.isOpen()) {
        throw new IOException("it reads no more");
      }
      if (System.nanoTime() - began > patience.toNanos()) {
        throw new IOException("it has read nothing for " + patience.toSeconds() + " s");
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

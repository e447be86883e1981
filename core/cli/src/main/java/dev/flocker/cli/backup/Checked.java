package dev.flocker.cli.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** A file of a backup, whose end is an error unless it is what was written. */
final class Checked extends FilterInputStream {

  private final Summed summed;
  private final Backup backup;
  private boolean ended;

  Checked(InputStream in, Backup backup) {
    super(new Summed(in));
    this.summed = (Summed) super.in;
    this.backup = backup;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    int read = ended ? -1 : summed.read(into, from, length);
    if (!ended) {
      check(read < 0);
    }
    ended = read < 0;
    return read;
  }

  private void check(boolean atEnd) throws IOException {
    if (summed.bytes() > backup.bytes()) {
      throw new IOException("it is longer than the " + backup.bytes() + " bytes that were written");
    }
    if (atEnd && summed.bytes() < backup.bytes()) {
      throw new IOException(
          "it ends after %d of the %d bytes that were written"
              .formatted(summed.bytes(), backup.bytes()));
    }
    if (atEnd && !summed.sum().equals(backup.sha256())) {
      throw new IOException("it is not what was written: its SHA-256 is another");
    }
  }
}

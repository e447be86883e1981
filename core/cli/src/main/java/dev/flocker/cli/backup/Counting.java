package dev.flocker.cli.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that pass. */
final class Counting extends FilterOutputStream {

  private final AtomicLong bytes;

  Counting(OutputStream out, AtomicLong bytes) {
    super(out);
    this.bytes = bytes;
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
    bytes.incrementAndGet();
  }

  @Override
  public void write(byte[] some, int from, int length) throws IOException {
    out.write(some, from, length);
    bytes.addAndGet(length);
  }
}

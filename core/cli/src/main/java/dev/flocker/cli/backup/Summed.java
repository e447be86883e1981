package dev.flocker.cli.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Adds up a stream as it passes. */
final class Summed extends FilterInputStream {

  private final MessageDigest digest = sha256();
  private long bytes;

  Summed(InputStream in) {
    super(in);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    if (read > 0) {
      digest.update(into, from, read);
      bytes += read;
    }
    return read;
  }

  /** Of a few bytes. */
  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  long bytes() {
    return bytes;
  }

  /** Of all that was read; once. */
  String sum() {
    return HexFormat.of().formatHex(digest.digest());
  }
}

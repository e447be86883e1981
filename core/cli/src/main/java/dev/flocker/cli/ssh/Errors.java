package dev.flocker.cli.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a script's standard error while it runs, and keeps the last of it. */
final class Errors {

  private static final int KEPT = 16_384;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile @Nullable Runnable wrongPassword;

  Errors(InputStream stream) {
    this.thread = Thread.ofVirtual().unstarted(() -> read(stream));
    thread.start();
  }

  /** After a wrong password sudo waits for another, which would never come. */
  void onWrongPassword(Runnable action) {
    wrongPassword = action;
    tell();
  }

  /** Without sudo's questions. */
  String text() {
    return all().replace(Become.PROMPT, "");
  }

  /** Whether sudo asked again, after it was told a password. */
  boolean passwordIsWrong() {
    String all = all();
    return all.indexOf(Become.PROMPT) != all.lastIndexOf(Become.PROMPT)
        || all.contains("Sorry, try again");
  }

  private synchronized String all() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  void await(Duration limit) {
    try {
      thread.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[4096];
    try {
      int n;
      while ((n = stream.read(buffer)) > 0) {
        keep(buffer, n);
        tell();
      }
    } catch (IOException closed) {
      // What was said until then is kept.
    }
  }

  private void tell() {
    Runnable action = wrongPassword;
    if (action != null && passwordIsWrong()) {
      action.run();
    }
  }

  private synchronized void keep(byte[] buffer, int n) {
    if (bytes.size() > KEPT) {
      byte[] all = bytes.toByteArray();
      bytes.reset();
      bytes.write(all, all.length - KEPT / 2, KEPT / 2);
    }
    bytes.write(buffer, 0, n);
  }
}

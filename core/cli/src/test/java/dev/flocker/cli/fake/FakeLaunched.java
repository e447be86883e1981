package dev.flocker.cli.fake;

import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A command that has said all that it says. */
public record FakeLaunched(
    InputStream output, InputStream errors, ByteArrayOutputStream read, int exit)
    implements Launched {

  public static FakeLaunched saying(String output) {
    return of(output, "", 0);
  }

  public static FakeLaunched of(String output, String errors, int exit) {
    return of(stream(output), errors, exit);
  }

  public static FakeLaunched of(InputStream output, String errors, int exit) {
    return new FakeLaunched(output, stream(errors), new ByteArrayOutputStream(), exit);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public OutputStream input() {
    return read;
  }

  @Override
  public void resize(Launch.Screen screen) {}

  @Override
  public int await() {
    return exit;
  }

  @Override
  public void close() {
    try {
      output.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.flocker.cli.terminal;

import dev.flocker.cli.session.Launch;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A terminal that passes on each key, Ctrl-C too, until it is closed: then it is as before. */
public final class RawTerminal implements AutoCloseable {

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4}) ([1-9][0-9]{0,4})");

  /**
   * Prints the size whenever that changes, until its input ends. Who sits in a terminal gets a
   * signal then; a shell that waits for another process acts on it at once.
   */
  private static final String WATCH =
      "exec 3<&0; trap 'stty size <\"$0\"' WINCH; cat <&3 >/dev/null & "
          + "while kill -0 $! 2>/dev/null; do wait $!; done";

  private final Stty stty;
  private final String type;
  private final String before;
  private @Nullable Process watch;

  /**
   * @param device of the terminal: {@code /dev/tty}
   * @param type as {@code TERM} names it
   * @throws IOException if it is none
   */
  public RawTerminal(File device, String type) throws IOException {
    this.stty = new Stty(device);
    this.type = type;
    this.before = stty.run(List.of("-g"));
    stty.run(List.of("raw", "-echo"));
  }

  public static Launch.Screen screen(File device, String type) throws IOException {
    return screen(new Stty(device).run(List.of("size")), type);
  }

  private static Launch.Screen screen(String size, String type) {
    Matcher m = SIZE.matcher(size);
    return m.matches()
        ? new Launch.Screen(type, Integer.parseInt(m.group(2)), Integer.parseInt(m.group(1)))
        : new Launch.Screen(type, 80, 24);
  }

  /** From now on somebody hears of each change of its size. */
  public void onResize(Consumer<Launch.Screen> resized) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", WATCH, stty.device().getPath())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    watch = process;
    BufferedReader sizes = process.inputReader();
    Thread.ofPlatform()
        .daemon()
        .start(() -> sizes.lines().forEach(size -> resized.accept(screen(size, type))));
  }

  @Override
  public void close() throws IOException {
    try {
      stty.run(List.of(before));
    } finally {
      if (watch != null) {
        watch.getOutputStream().close();
        watch.destroy();
      }
    }
  }
}

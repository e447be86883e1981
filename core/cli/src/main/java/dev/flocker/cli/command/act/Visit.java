package dev.flocker.cli.command.act;

import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.console.Passage;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.terminal.RawTerminal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connects a command on a node with whoever runs it.
 *
 * @param input what it reads
 * @param fed whether it reads that
 * @param terminal whether its output is for the terminal to obey
 */
record Visit(Console console, InputStream input, boolean fed, boolean terminal) {

  private static final File TERMINAL = new File("/dev/tty");

  /** What a shell says of a command whose output nobody reads. */
  private static final int UNREAD = 128 + 13;

  /**
   * The same with the terminal that flocker runs on, which is as before in the end.
   *
   * @param type as {@code TERM} names it
   * @return the command's exit code
   */
  public int onTerminal(String type, Function<Launch.Screen, Launched> start) {
    try (Launched launched = start.apply(RawTerminal.screen(TERMINAL, type));
        RawTerminal raw = new RawTerminal(TERMINAL, type)) {
      raw.onResize(launched::resize);
      launched.resize(RawTerminal.screen(TERMINAL, type)); // it may have changed since
      return attend(launched);
    } catch (IOException e) {
      throw new WrongInput("this terminal cannot be passed on: " + e.getMessage(), "leave out -t");
    }
  }

  /**
   * Returns when the command has ended and all that it said is printed.
   *
   * @return its exit code
   */
  public int attend(Launched launched) {
    AtomicReference<@Nullable IOException> unread = new AtomicReference<>();
    Thread output = print(launched.output(), false, launched);
    Thread errors = print(launched.errors(), true, launched);
    if (fed) {
      Thread.ofPlatform().daemon().start(() -> feed(launched, unread));
    }
    try {
      output.join();
      errors.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    }
    IOException broken = unread.get();
    if (broken != null) {
      throw new NodeTrouble.StepFailed(
          "standard input",
          "not all of it could be read and passed on: " + broken.getMessage(),
          "");
    }
    return console.isUnread() ? UNREAD : launched.await();
  }

  private Thread print(InputStream from, boolean errors, Launched launched) {
    boolean asItIs = terminal || !Console.isTerminal(errors ? 2 : 1);
    Passage passage = new Passage(console, errors, asItIs);
    return Thread.ofPlatform().daemon().start(() -> print(from, passage, launched));
  }

  private void print(InputStream from, Passage to, Launched launched) {
    byte[] buffer = new byte[1 << 14];
    try {
      for (int n; (n = from.read(buffer)) > 0; ) {
        to.print(buffer, n);
        if (console.isUnread()) {
          launched.close();
          return;
        }
      }
    } catch (IOException lost) {
      // Its exit code, or that there is none, says why.
    }
  }

  /**
   * Nothing interrupts whoever reads from a terminal: the end of the process does. The command is
   * told the end of its input only if that was the end: it would take half of it for all.
   *
   * @param unread why not all of it could be read, if so; then the command was ended
   */
  private void feed(Launched launched, AtomicReference<@Nullable IOException> unread) {
    byte[] buffer = new byte[1 << 14];
    OutputStream to = launched.input();
    try {
      for (int n; (n = read(buffer, unread)) > 0; ) {
        to.write(buffer, 0, n);
        to.flush();
      }
      if (unread.get() == null) {
        to.close();
      } else {
        launched.close();
      }
    } catch (IOException ended) {
      // It reads no more than it wants; or the connection is gone, as its end says.
    }
  }

  private int read(byte[] buffer, AtomicReference<@Nullable IOException> unread) {
    try {
      return input.read(buffer);
    } catch (IOException e) {
      unread.set(e);
      return -1;
    }
  }
}

package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Runs scripts on a node, several at once. */
interface Shell extends AutoCloseable {

  /** Starts a POSIX shell script. */
  Running start(String script) throws IOException;

  /**
   * The same, with a terminal, which repeats nothing of what it gets: its input may begin with a
   * password.
   */
  default Running start(String script, Launch.Screen screen) throws IOException {
    throw new IOException("it has no terminals");
  }

  /** Whether the connection is still there. */
  boolean alive();

  /** What runs is ended. */
  @Override
  void close();

  /** Ends the connection without a word to the other end, even if a write to it is stuck. */
  void cut();

  /** A script that runs. */
  interface Running extends AutoCloseable {

    /** Gives up when the other end reads nothing for half a minute: a node may mean to hang us. */
    OutputStream input();

    /** The same, for a person's command: that may read when it likes, and he may end it. */
    default OutputStream patientInput() {
      return input();
    }

    InputStream output();

    InputStream errors();

    /**
     * Waits for its end.
     *
     * @return its exit code; -1 if the connection was lost before
     */
    int await() throws IOException, InterruptedException;

    /** Tells its terminal, if it has one. */
    default void resize(Launch.Screen screen) {}

    @Override
    void close();
  }
}

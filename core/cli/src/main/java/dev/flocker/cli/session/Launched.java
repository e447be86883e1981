package dev.flocker.cli.session;

import java.io.InputStream;
import java.io.OutputStream;

/** A command that runs on a node for a person. Its streams end if the node is lost. */
public interface Launched extends AutoCloseable {

  /** What it reads, if it was said that it would. */
  OutputStream input();

  InputStream output();

  /** Empty where its errors are among its output. */
  InputStream errors();

  /** Tells its terminal that the screen is another one now. */
  void resize(Launch.Screen screen);

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws NodeTrouble.Unreachable if the connection was lost before
   * @throws NodeTrouble.Cancelled if the thread is interrupted
   */
  int await();

  /** Ends it, if it runs still. */
  @Override
  void close();
}

package dev.flocker.cli.main;

import dev.flocker.cli.command.Exit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ends the process well when it is told to end: the work is interrupted, and what is under way on
 * nodes comes to a safe point first.
 */
public final class Interruption {

  /** How long the safe point may take, in seconds: a stop of a container, and starting it again. */
  private static final int PATIENCE = 120;

  private Interruption() {}

  public static void exitWith(IntSupplier work) {
    Thread worker = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker, done)));
    int code = Exit.OWN_FAULT.code();
    try {
      code = work.getAsInt();
    } finally {
      done.countDown();
    }
    // While the process is being ended this waits for it.
    System.exit(code);
  }

  private static void end(Thread worker, CountDownLatch done) {
    if (done.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      boolean ended = done.await(PATIENCE, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(ended ? Exit.INTERRUPTED.code() : Exit.OWN_FAULT.code());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

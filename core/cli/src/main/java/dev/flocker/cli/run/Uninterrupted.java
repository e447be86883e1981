package dev.flocker.cli.run;

/** Work that an interruption does not stop: nothing may stay down because of Ctrl-C. */
public final class Uninterrupted {

  private Uninterrupted() {}

  /** The thread is as interrupted afterwards as it was before. */
  public static void run(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

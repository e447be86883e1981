package dev.flocker.node.host;

/** The run was interrupted while a step was in hand. The thread's interrupt flag is set again. */
public final class Cancelled extends RuntimeException {

  private static final long serialVersionUID = 1;

  public Cancelled() {
    super("interrupted");
    Thread.currentThread().interrupt();
  }
}

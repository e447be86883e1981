package dev.flocker.cli.command;

/** What a user asked for cannot be meant: why, and what to do. */
public final class WrongInput extends RuntimeException {

  private static final long serialVersionUID = 1;

  public WrongInput(String why, String remedy) {
    this(why + "; " + remedy);
  }

  /**
   * @param message cause and remedy
   */
  public WrongInput(String message) {
    super(message);
  }
}

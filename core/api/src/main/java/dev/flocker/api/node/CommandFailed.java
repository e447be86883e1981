package dev.flocker.api.node;

/**
 * A program ended with an exit code that was not allowed, could not be started, or ran into its
 * time limit.
 *
 * @since 0.1
 */
public final class CommandFailed extends Failure {

  private static final long serialVersionUID = 1;
  private static final int LONGEST = 2000;

  private final int exit;
  private final String errors;

  /**
   * @param exit -1 if it could not be started or was ended at its limit
   */
  public CommandFailed(Command command, int exit, String errors) {
    super(String.join(" ", command.argv()), why(exit, errors), "");
    this.exit = exit;
    this.errors = errors;
  }

  public int exit() {
    return exit;
  }

  public String errors() {
    return errors;
  }

  private static String why(int exit, String errors) {
    String text = errors.strip();
    if (text.length() > LONGEST) {
      text = "... " + text.substring(text.length() - LONGEST);
    }
    String code = exit < 0 ? "" : "exit " + exit;
    return text.isEmpty()
        ? (code.isEmpty() ? "failed" : code)
        : code.isEmpty() ? text : code + ": " + text;
  }
}

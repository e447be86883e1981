package dev.flocker.api.node;

/**
 * A step could not be done on a node, for a reason outside flocker: what failed, why, and what a
 * person can do.
 *
 * @since 0.1
 */
public class Failure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String what;
  private final String why;
  private final String remedy;

  /**
   * @param remedy may be empty
   */
  public Failure(String what, String why, String remedy) {
    super(what + ": " + why + (remedy.isEmpty() ? "" : "; " + remedy));
    this.what = what;
    this.why = why;
    this.remedy = remedy;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }
}

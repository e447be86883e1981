package dev.flocker.cli.session;

import dev.flocker.api.node.Failure;

/** What can go wrong between the controller and a node; the kind decides the exit code. */
public abstract sealed class NodeTrouble extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String node;
  private final String why;
  private final String remedy;

  private NodeTrouble(String node, String why, String remedy) {
    super(node + ": " + why + (remedy.isEmpty() ? "" : "; " + remedy));
    this.node = node;
    this.why = why;
    this.remedy = remedy;
  }

  public String node() {
    return node;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }

  /** The node cannot be reached, or was lost on the way. */
  public static final class Unreachable extends NodeTrouble {
    private static final long serialVersionUID = 1;

    public Unreachable(String node, String why, String remedy) {
      super(node, why, remedy);
    }
  }

  /** The node could not do what it was asked. */
  public static final class StepFailed extends NodeTrouble {
    private static final long serialVersionUID = 1;

    public StepFailed(String node, String why, String remedy) {
      super(node, why, remedy);
    }

    public StepFailed(String node, Failure failure) {
      this(node, failure.what() + ": " + failure.why(), failure.remedy());
    }
  }

  /** A plugin threw what it should not have. */
  public static final class PluginAtFault extends NodeTrouble {
    private static final long serialVersionUID = 1;

    public PluginAtFault(String node, String why, String remedy) {
      super(node, why, remedy);
    }
  }

  /** Another run writes on the node. */
  public static final class LockHeld extends NodeTrouble {
    private static final long serialVersionUID = 1;

    public LockHeld(String node, String why, String remedy) {
      super(node, why, remedy);
    }
  }

  /** A fault of flocker's own. */
  public static final class Broken extends NodeTrouble {
    private static final long serialVersionUID = 1;

    public Broken(String node, Throwable cause) {
      super(node, "flocker itself is at fault: " + cause, "please report it");
      initCause(cause);
    }
  }

  /** The run was interrupted. */
  public static final class Cancelled extends NodeTrouble {
    private static final long serialVersionUID = 1;

    public Cancelled(String node) {
      super(node, "interrupted", "");
    }
  }
}

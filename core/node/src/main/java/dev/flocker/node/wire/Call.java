package dev.flocker.node.wire;

import dev.flocker.api.Ref;
import dev.flocker.api.value.LocalPath;
import java.util.List;
import java.util.Map;

/**
 * One operation of one provider's node half.
 *
 * @param ref the resource that it is about
 * @param project whose resource that is
 * @param arguments plain values, as schemas encode them; which ones is the operation's
 * @param files files and folders of the controller's that the node may fetch for it; they are not
 *     sent along
 */
public record Call(
    String provider,
    Operation operation,
    String project,
    Ref ref,
    Map<String, Object> arguments,
    List<LocalPath> files) {

  /** A call that needs no file. */
  public Call(
      String provider,
      Operation operation,
      String project,
      Ref ref,
      Map<String, Object> arguments) {
    this(provider, operation, project, ref, arguments, List.of());
  }

  /**
   * The operations of the node half's interfaces, and the arguments of each. Those of what goes
   * back have kept besides: who started what its playbook wants stopped stays noted.
   */
  public enum Operation {
    /**
     * change, want?, have?, version?, destroyData?; fails if it is not as the plan saw it. What is
     * to be replaced is kept with: beside?, who supervises it, and snapshot?, in the name of those
     * that are about to be taken of its data
     */
    COMPARE,
    /** change, want?, have?, version?, destroyData?; fails if it cannot be made here */
    FORESEE,
    /** want; returns the ports that it listens on by itself, or null while that is not known */
    EXPOSED,
    /** want; brings what tells those ports */
    GET,
    /** change, want?, have?, version?, destroyData? */
    PREPARE,
    /** change, want?, have?, version?, destroyData? */
    APPLY,
    /** adopting, outside */
    ADOPT,
    /** names, group; returns what runs outside */
    SURVEY,
    /** returns lines */
    LEFT,
    DISCARD,
    SETTLE,
    REVERT,
    /** have; returns what it was before it was replaced: words for people, and states */
    EARLIER,
    /** number; returns what to make to have that one again */
    RECALL,
    /** have; data: the references of the volumes that it uses, for a controller that is lost */
    QUIESCE,
    /**
     * have, by; as a person says: it stays down until it is started again. With declared it is its
     * playbook that says so
     */
    STOP,
    /**
     * want; by?, the person who starts it; instead: the references of those it takes over data
     * from, for a lost controller
     */
    RESUME,
    /** want, by; the same of what runs again though it is done */
    RERUN,
    /** returns when it was last started, in ISO 8601, or null if it neither runs nor is done */
    UP_SINCE,
    /**
     * want; by?, as for RESUME; after?, an earlier start, which is not the one that is meant;
     * returns when it is healthy, fails when it is not in its time
     */
    AWAIT_HEALTHY,
    /** want; returns when it has stayed up for its probation, fails when it has not */
    PROVE,
    /** have, lease in milliseconds */
    HOLD,
    RELEASE,
    /** now */
    RESET,
    /** returns a copy, or null */
    COPY,
    /** label; returns a version */
    SNAPSHOT,
    /** refs, label; returns a version of each */
    SNAPSHOTS,
    EXPECT,
    REQUIRE_CLOSABLE,
    REQUIRE_OPENABLE,
    FENCE,
    /** expected?, next */
    RECORD,
    OPEN,
    /** by, guids; until the session ends these stay, whoever prunes, and nobody else pins it */
    PIN,
    /** guids, keep, released: those that go though an earlier definition has its data by them */
    RETAIN,
    /** returns every snapshot, with what keeps it here */
    LIST,
    /** suffix */
    SET_ASIDE,
    /** version */
    ROLLBACK,
    /** from, toProject, to, record */
    BRANCH,
    /** toProject, to */
    RENAME,
    REQUIRE_DESTROYABLE,
    /** from, to?; returns lines */
    DIFFERENCE,
    /** returns a list of words */
    FEATURES,
    /** base?, versions, features; returns what is to be sent */
    OUTGOING,
    /** outgoing, besides */
    REQUIRE_RECEIVABLE,
    /** properties */
    ADAPT,
    /** returns what transfers left that were cut short */
    PARTIAL,
    /** token; returns an argument list */
    SEND_REST,
    ABANDON,
    /** base?, to, features; returns an argument list */
    SEND,
    /** features; returns an argument list */
    RECEIVE,
    /** shared; returns an argument list, or null */
    GIVE,
    /** shared; returns an argument list */
    TAKE;

    /** Whether nothing is changed by it, so that it may be asked without a lock. */
    public boolean looks() {
      return switch (this) {
        case COPY,
            EARLIER,
            EXPOSED,
            FEATURES,
            FORESEE,
            GIVE,
            LEFT,
            LIST,
            OUTGOING,
            REQUIRE_CLOSABLE,
            REQUIRE_RECEIVABLE,
            PARTIAL,
            RECALL,
            SURVEY,
            UP_SINCE ->
            true;
        default -> false;
      };
    }
  }
}

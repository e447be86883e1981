package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeSession.Channel;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One volume's move to another node: {@link #push} while its user runs; then the user is quiesced;
 * {@link #release}; {@link #establish}. If one of them fails, {@link #giveUp} says who owns it.
 * Both nodes are locked.
 */
public final class Handoff implements AutoCloseable {

  private final Side from;
  private final Side to;
  private final Replication replication;
  private @Nullable Channel armed;
  private @Nullable Copy handing;
  private @Nullable Copy arrived;

  public Handoff(Side from, Side to) {
    this.from = from;
    this.to = to;
    this.replication = new Replication(from, to);
  }

  /** From where this one went to where it came from. */
  public Handoff reversed() {
    return new Handoff(to, from);
  }

  /** Brings the target near, and gets the receiver of the last increment ready. */
  public void push(Progress progress) {
    from.requireClosable();
    arrived = replication.push(progress);
    to.requireOpenable();
    armed = replication.arm();
  }

  /**
   * Closes the source, sends the rest, and records that it is the target's. From that record on,
   * neither is open and only one of the two can ever be again.
   */
  public void release(Progress progress) {
    release(Replication.label(), progress);
  }

  /**
   * The same, with a name that the last snapshots of volumes have in common which are one state.
   *
   * @param label of the last snapshot
   */
  public void release(String label, Progress progress) {
    if (arrived == null) {
      throw new IllegalStateException("nothing was pushed");
    }
    try (Channel channel = armed == null ? replication.arm() : armed) {
      Side.Closed closed = from.close(label);
      Version last = closed.last();
      replication.send(channel, arrived.newest(), last, progress);
      Copy target = to.requireCopy();
      if (target.newest().filter(v -> v.guid().equals(last.guid())).isEmpty()) {
        throw to.trouble("the last snapshot of " + to.ref() + " did not arrive", "run again");
      }
      Copy next = Records.handingOff(closed.copy(), to.id(), last, Records.newPromotion());
      from.record(Optional.of(closed.copy()), next);
      handing = next;
      arrived = target;
    } finally {
      armed = null;
    }
  }

  /** Takes up a handoff that an earlier run recorded, instead of {@link #release}. */
  public void resume() {
    handing = from.requireCopy();
    arrived = to.requireCopy();
    to.requireOpenable();
  }

  /**
   * Makes the target the owner, opens it there and performs the caller's calls, all in one request:
   * no round trip falls into the stop.
   *
   * @param then start what uses it, wait until that is healthy
   * @throws NodeTrouble also if one of the caller's calls failed; the target owns it nevertheless
   */
  public void establish(List<Call> then, Progress progress) {
    if (handing == null || arrived == null) {
      throw new IllegalStateException("nothing was released");
    }
    Copy owner = Records.as(Role.OWNER, arrived, handing.generation(), handing.promotion());
    List<Call> calls = new ArrayList<>();
    calls.add(to.recordCall(Optional.of(arrived), owner));
    calls.add(to.openCall());
    calls.addAll(then);
    try {
      to.session().perform(calls, progress);
    } catch (NodeTrouble.StepFailed | NodeTrouble.PluginAtFault e) {
      settleIfOwned();
      throw e;
    }
  }

  /** Makes the source's copy a replica. Were this never done, the next run would do it. */
  public void settle() {
    if (from.requireCopy().role() == Role.HANDING_OFF) {
      Repairs.demote(from, to);
    }
  }

  /** See {@link Replication#retain}: after a handoff as after a push. */
  public Optional<NodeTrouble> retain(List<Side> others, int keep) {
    return replication.retain(others, keep);
  }

  /**
   * After a failure: sees to it that it is open on the one node that may still own it.
   *
   * @return the node that owns it
   * @throws NodeTrouble if that cannot be found out now; then nothing may use it, and the next run
   *     that sees both nodes decides
   */
  public String giveUp() {
    close();
    Copy source = from.requireCopy();
    if (source.role() == Role.OWNER) {
      from.open();
      return from.node();
    }
    if (settleIfOwned()) {
      return to.node();
    }
    if (source.role() != Role.HANDING_OFF) {
      throw from.trouble("its copy of " + from.ref() + " is " + source.role(), "run again");
    }
    Repairs.takeBack(from, to);
    return from.node();
  }

  private boolean settleIfOwned() {
    boolean owned = to.copy().filter(c -> c.role() == Role.OWNER).isPresent();
    if (owned && from.requireCopy().role() == Role.HANDING_OFF) {
      Repairs.demote(from, to);
    }
    return owned;
  }

  /** Why bytes passed through the controller, as a clause that names the nodes, if any did. */
  public Optional<String> relayed() {
    return replication.relayed();
  }

  /** Ends the connection that waits for the last increment, if none was sent. */
  @Override
  public void close() {
    if (armed != null) {
      armed.close();
      armed = null;
    }
  }
}

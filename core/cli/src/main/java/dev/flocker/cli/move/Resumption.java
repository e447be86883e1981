package dev.flocker.cli.move;

import dev.flocker.api.node.Partial;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeSession.Channel;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.function.Supplier;

/** Goes on with a transfer that was cut short in an earlier run. */
record Resumption(Side owner, Side replica) {

  /**
   * Sends the rest of a stream, or throws away what it left if its owner says that there is no
   * going on from there.
   *
   * @param arm gets the receiving end ready
   * @return what arrived and is no copy yet
   * @throws NodeTrouble.StepFailed if it could not be sent; what arrived stays
   */
  List<Version> goOn(Supplier<Channel> arm, Progress progress) {
    Partial left = replica.partial();
    if (left.token().isEmpty()) {
      return left.versions();
    }
    List<String> rest;
    try {
      rest = owner.sendRest(left.token().get());
    } catch (NodeTrouble.StepFailed gone) {
      replica.abandon();
      return replica.partial().versions();
    }
    try (Channel channel = arm.get()) {
      channel.send(rest, progress);
    } catch (NodeTrouble.StepFailed e) {
      throw withWayOut(e, left.discard());
    }
    return replica.partial().versions();
  }

  /** What arrived can be much: only a person gives it up. */
  private NodeTrouble.StepFailed withWayOut(NodeTrouble.StepFailed e, String discard) {
    String wayOut =
        "run again, to go on with what arrived of "
            + replica.ref()
            + "; if that never ends well, throw it away on "
            + replica.node()
            + " with `"
            + discard
            + "`, and run again";
    String remedy = e.remedy().isEmpty() ? wayOut : e.remedy() + "; " + wayOut;
    return new NodeTrouble.StepFailed(e.node(), e.why(), remedy);
  }
}

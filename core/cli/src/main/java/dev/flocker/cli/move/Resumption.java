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
   * Sends the rest of a stream, or throws away what it left if there is no going on from there.
   *
   * @param arm gets the receiving end ready
   * @return what arrived and is no copy yet
   */
  List<Version> goOn(Supplier<Channel> arm, Progress progress) {
    Partial left = replica.partial();
    if (left.token().isEmpty()) {
      return left.versions();
    }
    try {
      List<String> rest = owner.sendRest(left.token().get());
      try (Channel channel = arm.get()) {
        channel.send(rest, progress);
      }
    } catch (NodeTrouble.StepFailed e) {
      if (!replica.partial().token().equals(left.token())) {
        throw e; // It got further, and will the next time.
      }
      replica.abandon();
    }
    return replica.partial().versions();
  }
}

package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.NodeSession.Channel;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes data of its own on another node from one version of an owner's. */
public final class Sending {

  private Sending() {}

  /**
   * What arrives is no copy of the owner's: it gets a fresh record, with no way back to it.
   *
   * @param to where nothing is yet, by any name of the same type
   */
  public static void send(Side owner, Version version, Side to, Progress progress) {
    Set<String> features = owner.features();
    features.retainAll(to.features());
    Outgoing outgoing = owner.outgoing(Optional.empty(), List.of(version), features);
    to.requireReceivable(outgoing, 0);
    to.expect();
    try (Channel channel = owner.session().connect(to.session(), to.receive(features))) {
      Set<String> how = Set.copyOf(outgoing.features());
      channel.send(owner.send(Optional.empty(), version, how), progress);
    }
    to.record(Optional.empty(), Copy.fresh());
    to.adapt(outgoing.properties());
    to.open();
  }
}

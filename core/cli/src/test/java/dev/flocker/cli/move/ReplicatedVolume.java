package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;

/** A volume that is open on n1, and may get replicas on n2 and n3. */
abstract class ReplicatedVolume {

  final Cluster cluster = Run.running();
  final Run toN2 = new Run(cluster, "n2");

  final Copy push(String from, String to) {
    return new Replication(toN2.side(from), toN2.side(to)).push(Progress.NONE);
  }
}

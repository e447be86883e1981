package dev.flocker.docker;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Key;
import dev.flocker.docker.option.Options;
import java.util.List;

/** What can be wrong with a container that has the network of another one. */
final class NetworkChecks {

  private final Declared<Container> declared;
  private final Topology topology;
  private final OptionChecks.Report report;

  NetworkChecks(Declared<Container> declared, Topology topology, OptionChecks.Report report) {
    this.declared = declared;
    this.topology = topology;
    this.report = report;
  }

  void run() {
    // That there is none is said of every relation.
    declared.spec().networkOf().filter(o -> topology.declared(o).isPresent()).ifPresent(this::of);
  }

  private void of(Ref other) {
    places(other);
    String there = "write it at " + other + ", whose network it has";
    if (!declared.spec().ports().isEmpty()) {
      report.problem("ports", "cannot be those of a container without a network of its own", there);
    }
    if (!topology.related(Relation.Kind.ATTACHES, declared.ref()).isEmpty()) {
      report.problem(
          "network", "is another's, and a link begins here", "begin the link at " + other);
    }
    Key<?>[] refused = {Options.HOSTNAME.key(), Options.EXTRA_HOSTS.key(), Options.DNS.key()};
    for (Key<?> key : refused) {
      if (declared.spec().options().get(key).isPresent()) {
        report.problem(key.name(), "is that of the network, which is another's", there);
      }
    }
  }

  /** Docker joins two containers of one node. */
  private void places(Ref other) {
    List<String> there = topology.nodesOf(other);
    List<String> alone =
        topology.nodesOf(declared.ref()).stream().filter(n -> !there.contains(n)).toList();
    if (!alone.isEmpty()) {
      report.problem(
          "network",
          "is that of " + other + ", which is not on " + String.join(", ", alone),
          "run both on the same nodes");
    }
  }
}

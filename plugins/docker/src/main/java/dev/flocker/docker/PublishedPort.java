package dev.flocker.docker;

import dev.flocker.api.Declared;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Default;
import dev.flocker.api.value.Port;
import dev.flocker.docker.PortMapping.Single;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A port of a container that Docker publishes.
 *
 * @param address of the node that it listens on alone; empty if on every one
 * @param orEverywhere whether it may be every address where the node lacks that one, or has it so;
 *     wanted only
 */
record PublishedPort(
    Port internal, Port external, Optional<String> address, @Default("false") boolean orEverywhere)
    implements Comparable<PublishedPort> {

  private static final Comparator<PublishedPort> ORDER =
      Comparator.comparing(PublishedPort::internal)
          .thenComparing(PublishedPort::external)
          .thenComparing(p -> p.address().orElse(""));

  PublishedPort(Port internal, Port external, Optional<String> address) {
    this(internal, external, address, false);
  }

  /**
   * Those that a container is to have on a node. The ones that the playbook does not name were
   * chosen for links, which dial the node's address.
   */
  static List<PublishedPort> wanted(Declared<Container> declared, String node, Topology topology) {
    List<Single> named = declared.spec().eachPort();
    Stream<PublishedPort> claimed =
        topology.claimedBy(declared.ref()).entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(c -> claimed(e.getKey(), c, node, named)));
    Stream<PublishedPort> local =
        named.stream()
            .flatMap(
                p ->
                    p.address().stream()
                        .map(a -> of(p.internal(), p.external().orElseThrow(), a.text())));
    return Stream.concat(claimed, local).sorted().toList();
  }

  private static PublishedPort claimed(
      Port internal, Port external, String node, List<Single> named) {
    boolean declared =
        named.contains(new Single(internal, Optional.of(external), Optional.empty()));
    return declared
        ? new PublishedPort(internal, external, Optional.empty())
        : new PublishedPort(internal, external, Optional.of(node), true);
  }

  private static PublishedPort of(Port internal, Port external, String address) {
    return new PublishedPort(internal, external, Optional.of(address));
  }

  private PublishedPort everywhere() {
    return new PublishedPort(internal, external, Optional.empty());
  }

  private PublishedPort seen() {
    return new PublishedPort(internal, external, address);
  }

  /**
   * As a node has it, if that will do. One that listens on every address may stay as it is until
   * something else changes: it was made so, or its node lacks the address, as behind NAT. The route
   * to it keeps strangers out.
   */
  PublishedPort comparableTo(List<PublishedPort> have) {
    if (orEverywhere && have.contains(everywhere())) {
      return everywhere();
    }
    return seen();
  }

  /**
   * As a node can publish it.
   *
   * @param addresses that the node has
   */
  PublishedPort on(Set<String> addresses) {
    return orEverywhere && lacks(addresses) ? everywhere() : this;
  }

  /** Whether a node lacks the address that it is to listen on, and no other will do. */
  boolean isImpossibleOn(Set<String> addresses) {
    return !orEverywhere && lacks(addresses);
  }

  private boolean lacks(Set<String> addresses) {
    return address.filter(a -> !NodeAddress.isOf(addresses, a)).isPresent();
  }

  /** As {@code docker create} takes it. */
  String argument() {
    return address.orElse(DockerCommands.EVERYWHERE) + ":" + external.number() + ":" + internal;
  }

  @Override
  public int compareTo(PublishedPort other) {
    return ORDER.compare(this, other);
  }
}

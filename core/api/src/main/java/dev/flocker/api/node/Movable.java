package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds data that moves between nodes. These are primitives; core owns the sequence, so that it is
 * proved once for every plugin. None of them forces anything.
 *
 * @since 0.1
 */
public interface Movable {

  /** This node's copy as it is now; empty if it has none. */
  Optional<Copy> copy(String project, Ref ref, Host host);

  /** Takes a snapshot and holds it against removal. */
  Version snapshot(String project, Ref ref, String label, Host host);

  /**
   * What it comes to if versions are sent, told before the first byte. Changes nothing.
   *
   * @param base the version that the receiver has already; empty if it has nothing
   * @param versions oldest first; empty for the state as it is now, of which there is none yet
   * @param features what both ends have in common
   * @throws Failure if it cannot be sent to such a receiver
   */
  default Outgoing outgoing(
      String project,
      Ref ref,
      Optional<Version> base,
      List<Version> versions,
      Set<String> features,
      Host host) {
    return new Outgoing(0, Map.of(), List.copyOf(features));
  }

  /**
   * Sees to it, before the first byte, that this node can take what another is about to send.
   * Changes nothing.
   *
   * @param besides bytes that other resources bring here in the same run
   * @throws Failure naming what it lacks
   */
  default void requireReceivable(
      String project, Ref ref, Outgoing outgoing, long besides, Host host) {}

  /**
   * The command that writes a stream to its standard output, which brings one version alone.
   *
   * @param base the version before it, which the receiver has already; empty for a full stream
   * @param features what both ends have in common
   */
  List<String> send(
      String project, Ref ref, Optional<Version> base, Version to, Set<String> features, Host host);

  /** Makes room for a first stream: parents and the like. Doing it again does no harm. */
  void expect(String project, Ref ref, Host host);

  /** The command that reads such a stream from its standard input; never forcing. */
  List<String> receive(String project, Ref ref, Set<String> features, Host host);

  /**
   * Before what uses it is stopped: sees to it that {@link #fence} would not be in vain then.
   *
   * @throws Failure naming what is in the way, beside what core stops
   */
  void requireClosable(String project, Ref ref, Host host);

  /**
   * Closes it for writing: unmounts.
   *
   * @throws Failure naming who still uses it
   */
  void fence(String project, Ref ref, Host host);

  /**
   * Replaces the record of this copy, in one write.
   *
   * @param expected what it is now; empty if it has none
   * @throws Failure if it is not that
   */
  void record(String project, Ref ref, Optional<Copy> expected, Copy next, Host host);

  /**
   * Opens it for writing: mounts.
   *
   * @throws Failure unless the record says OWNER
   */
  void open(String project, Ref ref, Host host);

  /**
   * Holds these versions and lets go of the others that flocker took, of which the newest {@code
   * keep} stay.
   */
  void retain(String project, Ref ref, Set<String> guids, int keep, Host host);

  /** Gives a copy another name, so that what it holds is kept. */
  void setAside(String project, Ref ref, String suffix, Host host);

  /** Goes back to a version that it holds; the state before is kept as a version of its own. */
  void rollback(String project, Ref ref, Version to, Host host);

  /** What this node's tools can do; the intersection of two nodes' is what a transfer uses. */
  Set<String> features(Host host);
}

package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds data that moves between nodes. These are primitives; core owns the sequence, so that it is
 * proved once for every plugin. None of them forces anything. What core relies on before it stops,
 * hands over or destroys anything has no default: to have nothing to check is for a plugin to say.
 *
 * @since 0.1
 */
public interface Movable {

  /** This node's copy as it is now; empty if it has none. */
  Optional<Copy> copy(String project, Ref ref, Host host);

  /** Takes a snapshot and holds it against removal. */
  Version snapshot(String project, Ref ref, String label, Host host);

  /**
   * Takes a snapshot of several that are one state, at one instant where this node can do that, and
   * holds them.
   *
   * @return in the order of the resources
   */
  List<Version> snapshots(String project, List<Ref> refs, String label, Host host);

  /**
   * What it comes to if versions are sent, told before the first byte. Changes nothing.
   *
   * @param base the version that the receiver has already; empty if it has nothing
   * @param versions oldest first; empty for the state as it is now, of which there is none yet
   * @param features what both ends have in common
   * @throws Failure if it cannot be sent to such a receiver
   */
  Outgoing outgoing(
      String project,
      Ref ref,
      Optional<Version> base,
      List<Version> versions,
      Set<String> features,
      Host host);

  /**
   * Sees to it, before the first byte, that this node can take what another is about to send.
   * Changes nothing.
   *
   * @param besides bytes that other resources bring here in the same run
   * @throws Failure naming what it lacks
   */
  void requireReceivable(String project, Ref ref, Outgoing outgoing, long besides, Host host);

  /**
   * After streams came: gives a copy the settings that {@link #outgoing} told of its owner's, and
   * takes from it what else a stream may have set. Doing it again does no harm.
   */
  void adapt(String project, Ref ref, Map<String, String> properties, Host host);

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

  /** What transfers that were cut short left here. Core asks for it only of what can resume. */
  default Partial partial(String project, Ref ref, Host host) {
    return Partial.NONE;
  }

  /**
   * The command that writes the rest of a stream that was cut short.
   *
   * @param token the receiver's
   * @throws Failure if there is no going on from there: what it is about is gone
   */
  default List<String> sendRest(String project, Ref ref, String token, Host host) {
    throw new Failure(ref.toString(), "a transfer of it cannot be resumed", "");
  }

  /** Throws away what a stream that was cut short left here. Doing it again does no harm. */
  default void abandon(String project, Ref ref, Host host) {}

  /**
   * Before it is handed over to this node: sees to it that {@link #open} would not be in vain then.
   *
   * @throws Failure naming what is missing here
   */
  void requireOpenable(String project, Ref ref, Host host);

  /** One of {@link #features}: transfers that are cut short can go on where they stopped. */
  String RESUMABLE = "resumable";

  /** One of {@link Outgoing#features}: the stream is encrypted, as its data is on the disk. */
  String RAW = "raw";

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

  /**
   * Goes back to versions that it holds; the state before is kept as a version of each. Several are
   * one state: cut short at any moment, all are as they were, or all are back, or what uses them
   * all cannot start; doing it again goes on.
   *
   * @param to by resource, at least one
   */
  void rollback(String project, Map<Ref, Version> to, Host host);

  /**
   * Makes data of its own from a version of this, on this node, and opens it. What both have in
   * common may be shared: that version is then kept as long as the other needs it.
   *
   * @param to what is not there yet, of the same type
   * @param record of the new data
   */
  default void branch(
      String project, Ref ref, Version from, String toProject, Ref to, Copy record, Host host) {
    throw new Failure(ref.toString(), "no data can be begun from a version of it", "");
  }

  /**
   * Gives a copy another name, with its record and versions. Nobody has it open; an owner is open
   * again afterwards.
   *
   * @param to what is not there yet, of the same type
   */
  default void rename(String project, Ref ref, String toProject, Ref to, Host host) {
    throw new Failure(ref.toString(), "it cannot be renamed", "");
  }

  /**
   * Before any copy is destroyed: sees to it that destroying this one would not be in vain then.
   *
   * @throws Failure naming what is in the way, beside who has it open
   */
  void requireDestroyable(String project, Ref ref, Host host);

  /**
   * What has changed from one version to another.
   *
   * @param to empty for the state as it is now
   * @return a line for each change, a thousand at most, and one more if there are more; what files
   *     are called in it is whatever their makers chose
   */
  default List<String> difference(
      String project, Ref ref, Version from, Optional<Version> to, Host host) {
    throw new Failure(ref.toString(), "nothing here can tell what has changed in it", "");
  }

  /**
   * Every snapshot of this node's copy, oldest first, those of others too. For people: nothing is
   * decided by it.
   */
  default List<Snapshot> list(String project, Ref ref, Host host) {
    throw new Failure(ref.toString(), "nothing here can list its snapshots", "");
  }

  /** What this node's tools can do; the intersection of two nodes' is what a transfer uses. */
  Set<String> features(Host host);
}

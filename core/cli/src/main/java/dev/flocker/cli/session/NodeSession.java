package dev.flocker.cli.session;

import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.node.host.Listener;
import dev.flocker.node.wire.Call;
import dev.flocker.node.wire.Detail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One SSH connection and one node process behind it. Safe for several threads: requests are
 * answered side by side.
 *
 * <p>Every method throws {@link NodeTrouble.Unreachable} when the node is lost, {@link
 * NodeTrouble.StepFailed} when the node says that it could not be done, {@link
 * NodeTrouble.PluginAtFault} when a plugin broke there, and {@link NodeTrouble.Cancelled} when the
 * run was interrupted.
 */
public interface NodeSession extends AutoCloseable {

  /** As the inventory calls it. */
  String node();

  /** Looked up when the session began. */
  NodeFacts facts();

  /**
   * Keeps other runs from writing on this node until it is unlocked, or this session ends.
   *
   * @param errand for whoever finds it held, and for its journal
   * @param patience how long to wait for another run to end
   * @throws NodeTrouble.LockHeld if another run holds it still
   */
  void lock(Errand errand, Duration patience);

  /** Lets other runs write on this node meanwhile; it may be locked again. */
  void unlock();

  /**
   * What runs did there, oldest first: those that changed something.
   *
   * @param most how many of the newest
   * @param project whose; of all, if it is empty
   */
  List<Entry> history(int most, String project);

  /**
   * A run that changed something on a node.
   *
   * @param what it did, resource by resource
   */
  record Entry(Instant when, String by, String command, String version, String what) {}

  /**
   * Marks the node as one that is to have nothing, for this and all later runs.
   *
   * @param by who wants it
   */
  void drain(String by);

  /**
   * Takes that mark away.
   *
   * @return what it said; empty if there was none
   */
  Optional<Drained> undrain();

  /**
   * Observes with every provider of each resource type asked for, in one request.
   *
   * @param scopes by resource type
   * @param detail how closely
   */
  Observation observe(Map<String, Scope> scopes, Detail detail);

  /** What plans compare. */
  default Observation observe(Map<String, Scope> scopes) {
    return observe(scopes, Detail.STATE);
  }

  /**
   * What a node shows now.
   *
   * @param listening what listens there, be it of flocker's or not
   * @param drained if it is to have nothing
   */
  record Observation(List<View> views, Set<Listener> listening, Optional<Drained> drained) {}

  /**
   * What one provider sees.
   *
   * @param resources each as {@code Observed}'s components: ref, project?, state, running, version,
   *     copy?; and stopped?, by whom and since when, with the state before; and, looked at more
   *     closely, now and taken, as {@code Description} has them
   * @param failure why it could not look, if it could not; then there are no resources
   * @param undescribed why it could not look more closely, if it could not
   */
  record View(
      String type,
      String provider,
      List<Map<String, Object>> resources,
      @Nullable String failure,
      @Nullable String undescribed) {

    public View(
        String type,
        String provider,
        List<Map<String, Object>> resources,
        @Nullable String failure) {
      this(type, provider, resources, failure, null);
    }
  }

  /** What the plugins need and this node has not, by probes that write nothing. */
  List<Lack> lacking();

  /**
   * Something that the node does not have.
   *
   * @param what in a person's words: {@code Docker}
   * @param why as its probe failed
   * @param remedy the command that mends it, or a few lines
   */
  record Lack(String what, String why, String remedy) {}

  /**
   * Performs calls in order, in one request; the first that fails ends it.
   *
   * @return the result of each call; null where it has none
   */
  List<@Nullable Object> perform(List<Call> calls, Progress progress);

  /**
   * Gets ready to send one stream to another node: a key made for it alone, a connection that waits
   * for its first byte, and at the other end the receiving command.
   *
   * @param receive the command that the other node runs
   */
  Channel connect(NodeSession to, List<String> receive);

  /** A connection from one node to another that waits for its stream. */
  interface Channel extends AutoCloseable {

    /** Why the bytes pass through the controller, as a clause that names the nodes, if they do. */
    Optional<String> relayed();

    /** Runs the sending command into the channel; returns when the receiver has ended well. */
    void send(List<String> send, Progress progress);

    /** Takes back the key and ends what still runs; after a send as without one. */
    @Override
    void close();
  }

  /**
   * Starts a command beside the node process, as the same user. It ends with this session at the
   * latest.
   */
  Launched launch(Launch what);

  /** Ends the node process and the connection; locks and leases go with them. */
  @Override
  void close();
}

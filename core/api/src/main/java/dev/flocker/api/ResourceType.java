package dev.flocker.api;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * A type of resource, as the controller sees it: pure functions, no input or output.
 *
 * @param <D> what a playbook declares ({@code to: db})
 * @param <S> what a node shows, and should show ({@code 10.0.0.12:5432})
 * @since 0.1
 */
public interface ResourceType<D extends Record, S extends Record> extends ExtensionPoint {

  /** The key in a playbook: {@code container}. */
  String name();

  Schema<D> declared();

  Schema<S> state();

  /** What identifies a resource within its type: its name, or what it is made of. */
  String nameOf(D spec);

  /**
   * The keys that identify a resource: all that its removal needs. Their values, joined by {@code
   * :}, are what {@link #nameOf} gives.
   */
  default List<String> identity() {
    return List.of("name");
  }

  /** Whether a playbook may say {@code on}. */
  default boolean takesOn() {
    return true;
  }

  /**
   * Whether it holds data that moves from node to node; its node half is then {@code Movable}, and
   * it is never replaced.
   */
  default boolean movable() {
    return false;
  }

  /**
   * Whether a playbook may say {@code state: stopped} of it: it is there as declared, but does not
   * run, nor starts by itself. Its node half is then {@code Quiesceable}. {@link Topology#stopped}
   * says of which that is so, for {@link #check} and {@link #desired}, also of those who supervise.
   */
  default boolean stoppable() {
    return false;
  }

  /**
   * What data was called until now, in the same project: a run gives all of its copies the name
   * that it has here, while nobody has it open. Asked only of what is {@link #movable}; its node
   * half can {@code rename}.
   *
   * @return empty if it has had no other name
   */
  default Optional<String> was(D spec) {
    return Optional.empty();
  }

  /**
   * Whether something is meant to end, and is done then: a person who restarts it wants it to run
   * again.
   */
  default boolean ends(S state) {
    return false;
  }

  /**
   * Problems that no schema shows, such as a link to itself. {@code topology} knows no observed
   * owners yet.
   */
  default void check(Declared<D> declared, Topology topology, Problems problems) {}

  /**
   * What a person should know of it, though it hinders nothing: every plan says it, until it is put
   * right or the playbook says that it is meant.
   *
   * @param seen what nodes show of it now, by node
   */
  default void advise(
      Declared<D> declared, Map<String, S> seen, Topology topology, Problems notes) {}

  default List<Relation> relations(D spec) {
    return List.of();
  }

  default List<Offer> offers(D spec, String project) {
    return List.of();
  }

  default List<Implied> implied(D spec, String project, Claims claims) {
    return List.of();
  }

  /**
   * What this type brings along for a port that another resource claims: a route to it.
   *
   * @param clusterOnly whether flocker chose the port for links, so that only nodes of the play may
   *     use it
   */
  default Optional<Implied> forClaim(Ref target, Port claimed, boolean clusterOnly) {
    return Optional.empty();
  }

  /** The relations that a state still shows when nothing declares the resource any more. */
  default List<Relation> relationsSeen(Ref ref, S state) {
    return List.of();
  }

  /** Where it belongs. The default is its {@code on}. */
  default Placement place(Declared<D> declared, Topology topology) {
    return Placement.on(declared.on());
  }

  /** What a node of its placement should show. */
  S desired(Declared<D> declared, String node, Topology topology);

  /**
   * What a node should show to which it comes from another one: {@code want}, with whatever the
   * playbook leaves open and must not change on the way. Not asked where the two have processors of
   * different kinds.
   *
   * @param there what the other node shows
   */
  default S arriving(S want, S there) {
    return want;
  }

  /** How it is replaced where it is on several nodes: by default on one after the other. */
  default Rollout rollout(D spec) {
    return Rollout.ONE_BY_ONE;
  }

  /**
   * Whether each run gets anew what it is made from before it plans, as an image of which the tag
   * may mean another one by now. Its node half {@link dev.flocker.api.node.Exposing#get gets} it.
   */
  default boolean renewed(S want) {
    return false;
  }

  /**
   * What a node that lacks it may get from another one before this is made there, such as an image:
   * its name, by which {@code Shareable} node halves know it.
   *
   * @return empty if there is nothing of the kind
   */
  default Optional<String> shared(S want) {
    return Optional.empty();
  }

  /**
   * What runs outside of flocker and is to become this resource: the name by which nodes find it,
   * such as the beginning of an ID.
   *
   * @return empty if it takes over nothing
   */
  default Optional<String> adopts(D spec) {
    return Optional.empty();
  }

  /**
   * The same of what a node shows: by what name it knows it, while that still is outside of
   * flocker. It has data of its own then, and comes back with it if what replaces it is no good.
   *
   * @return empty for what is flocker's
   */
  default Optional<String> outside(S state) {
    return Optional.empty();
  }

  /**
   * What leads somewhere, leading on to other nodes: the same otherwise. Asked between runs, when
   * what it leads to is not well on one of its nodes.
   *
   * @param node that shows it
   * @param holders the nodes to lead to; at least one
   */
  default S leadingTo(S have, NodeInfo node, List<NodeInfo> holders) {
    return have;
  }

  /**
   * To which of these nodes what leads somewhere leads now: those of which it is not known how they
   * are stay led to, or past, as it is.
   *
   * @param node that shows it
   */
  default List<NodeInfo> ledTo(S have, NodeInfo node, List<NodeInfo> holders) {
    return holders;
  }

  /**
   * What a node shows once the data is copied of something outside, and it runs still. All that the
   * node is told before it gave up what it has: no secrets of what takes that over.
   *
   * @param want what takes it over, on that node
   */
  default S adopting(S want, S outside) {
    return outside;
  }

  /** What must change for {@code have} to become {@code want}. */
  Diff diff(S want, S have);

  /**
   * The ports that a state occupies on its node, and the port of the resource that each leads to.
   */
  default List<Claim> claims(S state) {
    return List.of();
  }

  /**
   * What a person who looks at it wants to see of a state, the most important first. What a node
   * shows from one moment to the next, its half tells: see {@code Describable}.
   */
  default Summary summary(S state) {
    return Summary.NONE;
  }

  /**
   * Who may use ports that are occupied on the node, as far as it is this resource that decides on
   * that: ranges of IPv4 addresses, {@code 10.0.0.0/8}, by port; none for everyone. A port of which
   * that is not certain is left out. Other nodes may be among them for those whom they lead here:
   * whether a node itself may use the port, what is seen on that node says. It is shown of the
   * resource that {@link #claims occupies} the port.
   */
  default Map<Port, List<String>> admits(S state) {
    return Map.of();
  }

  /**
   * The ports that a state leads to, wherever in the cluster what {@link #claims occupies} them is:
   * what a way in, or a link, is seen to be a way to.
   */
  default List<Port> leadsTo(S state) {
    return List.of();
  }

  /**
   * A port that is occupied on a node.
   *
   * @param internal of the resource that it leads to
   * @param address the one of the node's that it is occupied on; empty if on all
   * @since 0.1
   */
  record Claim(Port claimed, Port internal, Optional<String> address) {

    /** Whether the same port cannot be occupied by both. */
    public boolean meets(Claim other) {
      return claimed.equals(other.claimed)
          && (address.isEmpty() || other.address.isEmpty() || address.equals(other.address));
    }
  }
}

package dev.flocker.cli.command;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Scope;
import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.OneLine;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.inventory.Inventories;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.inventory.MagicVariables;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.run.Parallel;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.template.Controller;
import dev.flocker.cli.template.HostRenderers;
import dev.flocker.node.wire.Detail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of an inventory, for commands that have no playbook.
 *
 * @param contacts the nodes of the inventory, in its order
 * @param everyone of the inventory, be it looked at or not
 * @param troubles with nodes, grown when one is lost
 */
public record Look(
    App app,
    Types types,
    List<Contact> contacts,
    List<NodeInfo> everyone,
    Dialer.Opened opened,
    Map<String, NodeTrouble> troubles)
    implements AutoCloseable {

  /**
   * @param write whether something will be written: then the nodes are locked
   * @param named nodes that the inventory must have
   * @throws WrongInput if the inventory cannot be used; its problems were printed
   */
  public static Look at(App app, ReachOptions options, boolean write, List<String> named) {
    return at(app, options, write, named, "all");
  }

  /**
   * A look at some nodes alone, which nothing is written on.
   *
   * @param limit a host pattern
   */
  public static Look at(App app, ReachOptions options, String limit) {
    return at(app, options, false, List.of(), limit);
  }

  /** A look at one node alone. */
  public static Look at(App app, ReachOptions options, boolean write, String node) {
    return at(app, options, write, List.of(node), node);
  }

  /**
   * A look that writes nothing.
   *
   * @param node the only one to look at; null for all
   */
  public static Look reading(App app, ReachOptions options, @Nullable String node) {
    return node == null ? at(app, options, false, List.of()) : at(app, options, false, node);
  }

  private static Look at(
      App app, ReachOptions options, boolean write, List<String> named, String limit) {
    Set<Problem> problems = new LinkedHashSet<>();
    Controller controller = options.inventory().controller(app);
    Inventory inventory =
        Inventories.read(
            options.inventory().files(), controller, problems::add, app.console()::err);
    HostRenderers renderers = new MagicVariables(inventory, Path.of("")).renderers(controller);
    Set<String> selected = selected(inventory, limit);
    List<Contact> all = Contact.of(inventory, renderers);
    List<Contact> contacts = all.stream().filter(c -> selected.contains(c.node().name())).toList();
    needed(contacts, named).forEach(c -> problems.addAll(c.problems()));
    contacts.forEach(c -> app.console().hide(c.secrets()));
    Sorted.of(problems).forEach(p -> app.console().err(p.toString()));
    if (!problems.isEmpty() || contacts.isEmpty()) {
      throw new WrongInput(
          problems.isEmpty() ? "no inventory names a node" : "the inventory cannot be used",
          problems.isEmpty() ? "give one: -i hosts.yml" : "correct it");
    }
    List<String> known = contacts.stream().map(c -> c.node().name()).toList();
    for (String node : named) {
      if (!known.contains(node)) {
        throw new WrongInput("the inventory has no node " + node, Nearest.remedy(node, known));
      }
    }
    return of(app, options, write, app.types(options.verbose), contacts, nodes(all));
  }

  /**
   * A look at nodes that are known already.
   *
   * @param contacts of the whole inventory
   */
  public static Look of(
      App app, ReachOptions options, boolean write, Types types, List<Contact> contacts) {
    return of(app, options, write, types, contacts, nodes(contacts));
  }

  private static Look of(
      App app,
      ReachOptions options,
      boolean write,
      Types types,
      List<Contact> contacts,
      List<NodeInfo> everyone) {
    BecomeOptions become = BecomeOptions.of(options, app.console());
    Dialer.Opened opened =
        app.dialer().reach(become.with(contacts), options.how(!write, app.console()));
    Map<String, NodeTrouble> troubles = new ConcurrentHashMap<>(opened.troubles());
    Look look = new Look(app, types, contacts, everyone, opened, troubles);
    opened.troubles().values().forEach(look::complain);
    return look;
  }

  private static Set<String> selected(Inventory inventory, String limit) {
    try {
      return new LinkedHashSet<>(inventory.select(limit));
    } catch (IllegalArgumentException e) {
      throw new WrongInput("--limit " + limit + ": " + e.getMessage());
    }
  }

  /** Without which the command makes no sense: those that it names, or else all. */
  private static List<Contact> needed(List<Contact> contacts, List<String> named) {
    boolean none = contacts.stream().noneMatch(c -> c.problems().isEmpty());
    return contacts.stream().filter(c -> none || named.contains(c.node().name())).toList();
  }

  /** With a node that was reached. */
  public NodeSession session(String node) {
    return Objects.requireNonNull(opened.sessions().get(node));
  }

  public List<NodeInfo> nodes() {
    return nodes(contacts);
  }

  private static List<NodeInfo> nodes(List<Contact> contacts) {
    return contacts.stream().map(Contact::node).toList();
  }

  private void complain(NodeTrouble trouble) {
    app.console().err(String.valueOf(trouble.getMessage()));
  }

  private void complain(Sights.Where where, String what, String why) {
    app.console().err(where.node() + ": " + what + ": " + OneLine.of(why));
  }

  /** What ended the command, or all that it wanted of one node. */
  public void ended(NodeTrouble why) {
    complain(why);
    for (Throwable worse : why.getSuppressed()) {
      app.console().err("could not be put back: " + worse.getMessage());
    }
    troubles.putIfAbsent(why.node(), why);
  }

  /**
   * Says that a volume keeps all its snapshots. That fails nothing, unless a node was lost.
   *
   * @param why empty if they were pruned
   */
  public void unpruned(Ref ref, Optional<NodeTrouble> why) {
    why.ifPresent(trouble -> app.console().err(Retention.unpruned(ref, trouble)));
    why.filter(NodeTrouble.Unreachable.class::isInstance)
        .ifPresent(gone -> troubles.putIfAbsent(gone.node(), gone));
  }

  /**
   * Locks the nodes, in the order in which all lock them.
   *
   * @throws NodeTrouble.LockHeld if another run holds one
   */
  public void lock() {
    lock(Duration.ZERO);
  }

  /**
   * @param patience how long to wait for another run to end, at each node
   */
  public void lock(Duration patience) {
    opened.sessions().values().stream()
        .sorted(Comparator.comparing(s -> s.facts().id()))
        .forEach(s -> s.lock(app.errand(), patience));
  }

  /** Lets others write on the nodes; {@link #relock} ends that. */
  public void unlock() {
    opened.sessions().values().forEach(s -> attempt(s, s::unlock));
  }

  /**
   * Locks those again that still answer: by now one that is lost is no reason to fail.
   *
   * @param patience how long to wait for another run to end, at each node
   */
  public void relock(Duration patience) {
    opened.sessions().values().stream()
        .sorted(Comparator.comparing(s -> s.facts().id()))
        .forEach(s -> attempt(s, () -> s.lock(app.errand(), patience)));
  }

  private void attempt(NodeSession session, Runnable request) {
    try {
      request.run();
    } catch (NodeTrouble.Unreachable e) {
      if (troubles.putIfAbsent(session.node(), e) == null) {
        complain(e);
      }
    }
  }

  /** All that is flocker's on every node. */
  public Sights everything() {
    return all(type -> true);
  }

  /** The same, looked at more closely. */
  public Sights everything(Detail detail) {
    return all(type -> true, detail);
  }

  /** All of some types on every node. */
  public Sights all(Predicate<String> which) {
    return all(which, Detail.STATE);
  }

  /** The same, looked at more closely. */
  public Sights all(Predicate<String> which, Detail detail) {
    Map<String, Scope> scopes = new TreeMap<>();
    types.all().stream()
        .filter(t -> which.test(t.name()))
        .forEach(t -> scopes.put(t.name(), Scope.EVERYTHING));
    Map<String, NodeSession.Observation> seen = new ConcurrentHashMap<>();
    Parallel.forEach(
        List.copyOf(opened.sessions().values()),
        session -> {
          try {
            seen.put(session.node(), session.observe(scopes, detail));
          } catch (NodeTrouble e) {
            // Who may write by it does not take a node that answers for one that is gone.
            boolean shown = detail != Detail.STATE && !(e instanceof NodeTrouble.Cancelled);
            if (!shown && !(e instanceof NodeTrouble.Unreachable)) {
              throw e;
            }
            troubles.put(session.node(), e);
            complain(e);
          }
        });
    Map<String, NodeFacts> facts = new LinkedHashMap<>();
    opened.sessions().forEach((node, session) -> facts.put(node, session.facts()));
    facts.keySet().removeAll(troubles.keySet());
    Map<String, String> lost = new LinkedHashMap<>();
    troubles.forEach((node, why) -> lost.put(node, why.why()));
    Sights sights = Sights.of(types, seen, facts, lost);
    sights.blind().forEach((w, why) -> complain(w, "could not look for each " + w.type(), why));
    sights
        .dim()
        .forEach((w, why) -> complain(w, "could not tell how each " + w.type() + " is", why));
    return sights;
  }

  /** How the command ends if it succeeds with what it could reach. */
  public Exit exit() {
    return Exit.of(List.of(), troubles.values(), false);
  }

  @Override
  public void close() {
    opened.close();
  }
}

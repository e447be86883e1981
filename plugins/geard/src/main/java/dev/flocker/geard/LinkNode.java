package dev.flocker.geard;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Links on a node: a script for each container that has any, and the rules in force. */
final class LinkNode implements NodeHalf<LinkState> {

  /** Links of one container share a file, and steps run side by side. */
  private static final ReentrantLock WRITING = new ReentrantLock();

  @Override
  public List<Requirement> requirements() {
    return List.of(
        new Requirement(
            "iptables", Command.of("iptables", "--version"), "apt-get install iptables"),
        new Requirement(
            "nsenter", Command.of("nsenter", "--version"), "apt-get install util-linux"));
  }

  @Override
  public List<Observed<LinkState>> observe(Scope scope, Host host) {
    List<LinkScript> scripts = new ArrayList<>();
    for (String container : host.list(LinkScript.directory(host.home()))) {
      read(container, host).ifPresent(scripts::add);
    }
    if (scripts.isEmpty()) {
      return List.of();
    }
    List<String> containers = scripts.stream().map(LinkScript::container).toList();
    Map<String, LinkRules> running =
        LinkRules.parse(host.run(Command.of(LinkRules.look(containers))).output());
    return scripts.stream()
        .flatMap(
            script ->
                observed(
                    script,
                    text(script.container(), host).equals(Optional.of(script.text())),
                    Optional.ofNullable(running.get(script.container()))))
        .filter(o -> inScope(o, scope))
        .toList();
  }

  /**
   * @param current whether the script is what this version of flocker would write
   */
  private static Stream<Observed<LinkState>> observed(
      LinkScript script, boolean current, Optional<LinkRules> running) {
    return script.links().stream()
        .map(
            link -> {
              boolean inForce = current && running.map(rules -> rules.have(link)).orElse(true);
              LinkState state =
                  new LinkState(
                      new Name(script.container()),
                      link.local(),
                      link.host(),
                      link.port(),
                      link.named(),
                      inForce);
              Ref ref = new Ref(LinkType.NAME, state.name());
              return Observed.of(ref, script.project(), state, link.destination());
            });
  }

  private static boolean inScope(Observed<LinkState> o, Scope scope) {
    return scope.wanted().contains(o.ref())
        || scope.project().isEmpty()
        || o.project().equals(Optional.of(scope.project()));
  }

  private static Optional<LinkScript> read(String container, Host host) {
    return text(container, host).flatMap(text -> LinkScript.parse(container, text));
  }

  private static Optional<String> text(String container, Host host) {
    return host.read(LinkScript.path(container, host.home()));
  }

  @Override
  public void apply(Change<LinkState> change, Host host, Progress progress) {
    WRITING.lock();
    try {
      switch (change) {
        case Change.Create<LinkState> c -> put(c.project(), c.want(), host);
        case Change.Update<LinkState> u -> put(u.project(), u.want(), host);
        case Change.Replace<LinkState> r -> put(r.project(), r.want(), host);
        case Change.Remove<LinkState> r -> remove(r.project(), r.have(), host);
      }
    } finally {
      WRITING.unlock();
    }
  }

  private static void put(String project, LinkState want, Host host) {
    if (!want.host().matches("[0-9]+(\\.[0-9]+){3}")) {
      throw new Failure(
          "link " + want.name(),
          "the node's address \"" + want.host() + "\" is not an IPv4 address",
          "set flocker_address to one in the inventory");
    }
    List<Link> links = others(want.container(), want.localPort(), host);
    links.add(Link.of(want));
    links.sort(Comparator.comparing(Link::local));
    write(new LinkScript(project, want.container().text(), links), host);
  }

  private static void remove(String project, LinkState have, Host host) {
    String container = have.container().text();
    if (read(container, host).isEmpty()) {
      return;
    }
    List<Link> links = others(have.container(), have.localPort(), host);
    write(new LinkScript(project, container, links), host);
    if (links.isEmpty()) {
      host.delete(LinkScript.path(container, host.home()));
    }
  }

  private static List<Link> others(Name container, Port local, Host host) {
    List<Link> links = new ArrayList<>();
    read(container.text(), host).ifPresent(script -> links.addAll(script.links()));
    links.removeIf(link -> link.local().equals(local));
    return links;
  }

  /** Also puts the rules in now, if the container runs. */
  private static void write(LinkScript script, Host host) {
    Path path = LinkScript.path(script.container(), host.home());
    host.write(path, script.text(), 0644);
    host.run(Command.of(LinkScript.now(path)));
  }
}

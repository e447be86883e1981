package dev.flocker.cli.command;

import dev.flocker.cli.run.Others;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that a run speaks with: those of its plays, and others where it has to. */
public final class Contacted implements Others, AutoCloseable {

  private final Dialer dialer;
  private final Dialer.How how;
  private final Map<String, Contact> others = new LinkedHashMap<>();
  private Dialer.Opened opened;

  /**
   * @param contacts of the whole inventory
   * @param first the names of those to begin with
   */
  public Contacted(Dialer dialer, Dialer.How how, List<Contact> contacts, Set<String> first) {
    this.dialer = dialer;
    this.how = how;
    List<Contact> begin = new ArrayList<>();
    for (Contact contact : contacts) {
      String name = contact.node().name();
      if (first.contains(name)) {
        begin.add(contact);
      } else {
        others.put(name, contact);
      }
    }
    this.opened = dialer.reach(begin, how);
  }

  public Dialer.Opened opened() {
    return opened;
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(others.keySet());
  }

  @Override
  public Answer ask(Set<String> nodes) {
    List<Contact> asked =
        others.values().stream().filter(c -> nodes.contains(c.node().name())).toList();
    others.keySet().removeAll(nodes);
    Dialer.Opened more = dialer.reach(asked, how);
    Map<String, NodeSession> sessions = new LinkedHashMap<>(opened.sessions());
    sessions.putAll(more.sessions());
    Map<String, NodeTrouble> troubles = new LinkedHashMap<>(opened.troubles());
    troubles.putAll(more.troubles());
    opened = new Dialer.Opened(Map.of(), Map.of()); // the next line closes all if it fails
    opened = new Dialer.Opened(sessions, troubles);
    return new Answer(more.sessions(), more.troubles());
  }

  @Override
  public void close() {
    opened.close();
  }
}

package dev.flocker.cli.command;

import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Opens conversations with nodes. */
@FunctionalInterface
public interface Dialer {

  Opened open(List<Contact> nodes, How how);

  /** Leaves alone those whose settings cannot be used: they are not seen. */
  default Opened reach(List<Contact> nodes, How how) {
    Opened opened = open(nodes.stream().filter(c -> c.problems().isEmpty()).toList(), how);
    Map<String, NodeTrouble> troubles = new TreeMap<>(opened.troubles());
    nodes.forEach(c -> c.trouble().ifPresent(why -> troubles.put(c.node().name(), why)));
    return new Opened(opened.sessions(), troubles);
  }

  /**
   * How to open them.
   *
   * @param check whether nothing may be written on the nodes' disks
   * @param forks how many nodes to connect to at once
   * @param notes for who wants to know more than what failed; called by many threads
   */
  record How(boolean check, int forks, Consumer<String> notes) {}

  /**
   * What became of it.
   *
   * @param sessions with the nodes that were reached, by name
   * @param troubles with the others
   */
  record Opened(Map<String, NodeSession> sessions, Map<String, NodeTrouble> troubles)
      implements AutoCloseable {

    /**
     * Closes all sessions if two nodes have one machine id: which of them a record means could not
     * be told, and the other would be taken for the owner.
     *
     * @throws NodeTrouble.Unreachable if so
     */
    public Opened {
      Map<String, String> names = new TreeMap<>();
      for (NodeSession session : sessions.values()) {
        String id = session.facts().id();
        String other = names.put(id, session.node());
        if (other != null) {
          close(sessions.values());
          throw new NodeTrouble.Unreachable(
              other + ", " + session.node(),
              "both say that their machine id is " + id + ", and records name nodes by it",
              "if one is a clone of the other, on the one that has no volumes: rm /etc/machine-id"
                  + " && systemd-machine-id-setup; if they are one machine, name it once");
        }
      }
    }

    /** What each node says of itself. */
    public Map<String, Map<String, String>> facts() {
      Map<String, Map<String, String>> facts = new TreeMap<>();
      sessions.forEach((node, session) -> facts.put(node, session.facts().facts()));
      return facts;
    }

    /** Side by side: each says goodbye and waits for its node process to end. */
    @Override
    public void close() {
      close(sessions.values());
    }

    private static void close(Collection<NodeSession> sessions) {
      List<Thread> closing = new ArrayList<>();
      sessions.forEach(s -> closing.add(Thread.startVirtualThread(s::close)));
      boolean interrupted = Thread.interrupted();
      for (Thread thread : closing) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.flocker.cli.run;

import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.util.Map;
import java.util.Set;

/** The nodes of the inventory that no play names: asked only where something hangs on them. */
public interface Others {

  /** None of these was asked yet. */
  Set<String> names();

  /**
   * Begins conversations with some of them.
   *
   * @throws NodeTrouble if all that was begun so far had to be ended
   */
  Answer ask(Set<String> nodes);

  /**
   * What became of it.
   *
   * @param sessions with those that were reached, by name
   * @param troubles with the others
   */
  record Answer(Map<String, NodeSession> sessions, Map<String, NodeTrouble> troubles) {}
}

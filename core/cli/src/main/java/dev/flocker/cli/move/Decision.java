package dev.flocker.cli.move;

import java.util.List;

/** What is to be done about one volume. Nodes are named as the inventory calls them. */
public sealed interface Decision {

  /** No node has it: it is made, empty. */
  record Create(String node) implements Decision {}

  /**
   * It is where it belongs.
   *
   * @param open false if it has to be opened first: a run ended between closing and handing over
   */
  record Stay(String owner, boolean open, List<Stale> stale) implements Decision {}

  /** Its owner is elsewhere: push, then hand off. */
  record Move(String from, String to, List<Stale> stale) implements Decision {}

  /** A handoff to where it belongs was recorded but not finished: the target is to be promoted. */
  record Promote(String from, String to, List<Stale> stale) implements Decision {}

  /**
   * A handoff to where it does not belong was recorded, and the target has not been promoted: the
   * owner takes it back under a new generation. Then it is to be decided again.
   *
   * @param owner who was handing it over
   * @param to to whom
   */
  record TakeBack(String owner, String to, List<Stale> stale) implements Decision {}

  /**
   * Nothing can be done safely. Nothing that uses it may be started.
   *
   * @param nodes those that have to be seen first; empty if that is not what it takes
   */
  record Blocked(String why, String remedy, List<String> nodes) implements Decision {}

  /** The nodes contradict each other. Neither is changed; nothing that uses it may be started. */
  record Conflict(String why, String remedy, List<String> nodes) implements Decision {}

  /**
   * A copy whose record is out of date.
   *
   * @param fate what becomes of it
   */
  record Stale(String node, Fate fate) {}

  /** What becomes of a stale copy. */
  enum Fate {
    /** It handed over what it had: it becomes a replica. */
    DEMOTE,
    /** It may hold what the owner does not: closed, marked DIVERGED, renamed, and kept. */
    SET_ASIDE
  }
}

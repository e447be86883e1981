package dev.flocker.cli.report;

import dev.flocker.cli.graph.Picture;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a page shows, in texts that may be shown. Times are in microseconds from the start of
 * the command.
 *
 * @param heading what it is about
 * @param summary how it ended, in a sentence
 * @param origin who ran what, and when
 * @param rows how each resource is; none of a run
 * @param others what is well and has nothing to say
 * @param changes what a run changes, or what differs from playbooks
 * @param planned when it was known what was to be done; absent if it never was
 * @param took the whole time
 */
record Page(
    Kind kind,
    String heading,
    Verdict verdict,
    String summary,
    String origin,
    List<Message> messages,
    Cluster cluster,
    List<Row> rows,
    List<Others> others,
    List<Change> changes,
    List<Step> steps,
    List<Stop> stops,
    List<Tally> tallies,
    Optional<Long> planned,
    long took) {

  /** What a page is of. */
  enum Kind {
    RUN,
    STATE
  }

  /** At a glance. */
  enum Verdict {
    GOOD,
    /** Something would change, or waits. */
    OPEN,
    BAD
  }

  Picture map() {
    return cluster.picture();
  }

  /**
   * The map.
   *
   * @param badges of its boxes, by their place in it; others are as they were
   * @param lost nodes that could not be reached
   * @param drained by whom nodes are drained that are to have nothing
   */
  record Cluster(
      Picture picture,
      Map<Integer, Badge> badges,
      List<String> lost,
      Map<String, String> drained) {}

  /**
   * How something is.
   *
   * @param words may be empty
   */
  record Badge(Mark mark, String words) {
    static Badge of(Mark mark) {
      return new Badge(mark, mark.words());
    }
  }

  /**
   * A resource on one node.
   *
   * @param data whether it holds data
   * @param snapshots of data, the newest first
   */
  record Row(
      String project,
      String about,
      String node,
      Badge badge,
      boolean data,
      List<Item> items,
      List<String> snapshots) {}

  /**
   * One thing worth knowing.
   *
   * @param exact what the value tells roughly, such as a time; may be empty
   * @param share how much it is of what there may be of it, where there is a limit
   */
  record Item(String label, String value, String exact, Optional<Double> share) {}

  /**
   * @param names each with its nodes
   */
  record Others(String project, String type, List<String> names) {}

  /** What becomes of something, or how it is. */
  enum Mark {
    SAME("as it was"),
    CREATE("new"),
    UPDATE("changed"),
    REMOVE("removed"),
    MOVE("moved"),
    FAILED("failed"),
    WELL("well"),
    ATTENTION("look"),
    BAD("not well");

    private final String words;

    Mark(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** How grave a message is. */
  enum Level {
    TROUBLE,
    WARNING,
    NOTE
  }

  /**
   * @param why may have several lines, or be empty
   * @param remedy may be empty
   */
  record Message(Level level, String what, String why, String remedy) {}

  /**
   * @param to for a move where it goes; else empty
   * @param outcome a word; empty if it is not known
   */
  record Change(
      char symbol,
      Mark mark,
      String about,
      List<String> nodes,
      List<String> to,
      String note,
      String outcome,
      List<Attribute> attributes) {}

  record Attribute(String name, String old, String fresh) {}

  /** How far a step is. */
  enum State {
    WAITING,
    DONE,
    FAILED,
    SKIPPED
  }

  /**
   * @param about resources
   * @param awaits places of others in the list, all before its own
   * @param detail such as how much was sent; may be empty
   */
  record Step(
      String title,
      List<String> about,
      List<String> nodes,
      List<Integer> awaits,
      State state,
      long from,
      long to,
      String detail) {}

  /**
   * A time in which visitors were not served.
   *
   * @param to where it was to start; empty if nowhere
   * @param held whether newcomers waited
   */
  record Stop(String about, String node, String to, boolean held, long from, long until) {}

  /**
   * @param counts in the order of the recap
   */
  record Tally(String node, List<Integer> counts) {}
}

package dev.flocker.cli.compose;

import dev.flocker.api.value.Port;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ports on which images say that they listen, which no file names: nodes are asked for them
 * once the files are read, and then these are read again.
 */
public final class Exposed {

  private final Map<String, Set<Port>> known;
  private final Asking asking;
  private final Map<String, Set<String>> reached = new LinkedHashMap<>();

  private enum Asking {
    NOT_YET,
    DONE,
    NEVER
  }

  private Exposed(Map<String, Set<Port>> known, Asking asking) {
    this.known = known;
    this.asking = asking;
  }

  /** Nodes are asked later. */
  public static Exposed later() {
    return new Exposed(Map.of(), Asking.NOT_YET);
  }

  /** No node is asked. */
  public static Exposed never() {
    return new Exposed(Map.of(), Asking.NEVER);
  }

  /**
   * What they said.
   *
   * @param known by container
   */
  public static Exposed told(Map<String, Set<Port>> known) {
    return new Exposed(new TreeMap<>(known), Asking.DONE);
  }

  /** Of which containers others want to know the ports, and which these are. */
  public Map<String, Set<String>> reached() {
    return reached;
  }

  /**
   * @return empty if no node has told them
   */
  Optional<Set<Port>> of(String container) {
    return Optional.ofNullable(known.get(container));
  }

  void reach(String container, String from) {
    reached.computeIfAbsent(container, c -> new LinkedHashSet<>()).add(from);
  }

  /** Whether nodes are still to be asked. */
  boolean isOpen() {
    return asking == Asking.NOT_YET;
  }

  /** Whether nodes can be asked at all. */
  boolean isAsked() {
    return asking != Asking.NEVER;
  }
}

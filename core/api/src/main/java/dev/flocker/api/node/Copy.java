package dev.flocker.api.node;

import dev.flocker.api.schema.Default;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One node's copy of a movable resource: what its record says, and the versions it holds.
 *
 * @param volume the same on every node, and never given twice
 * @param generation grows by one with each promotion, also with one given up
 * @param promotion drawn anew for each promotion: the same generation with another one is a
 *     conflict
 * @param handoff whom the owner is handing over to; present exactly if the role is HANDING_OFF
 * @param peers node ids of the other nodes that were ever told of this copy
 * @param versions oldest first
 * @param open whether it is mounted for writing now
 * @param names what an inventory called peers, by id: for people, not of every one
 * @since 0.1
 */
public record Copy(
    String volume,
    long generation,
    String promotion,
    Role role,
    Optional<Handoff> handoff,
    List<String> peers,
    List<Version> versions,
    @Default("false") boolean open,
    Map<String, String> names) {

  /** Without names of peers. */
  public Copy(
      String volume,
      long generation,
      String promotion,
      Role role,
      Optional<Handoff> handoff,
      List<String> peers,
      List<Version> versions,
      boolean open) {
    this(volume, generation, promotion, role, handoff, peers, versions, open, Map.of());
  }

  public Copy {
    if (handoff.isPresent() != (role == Role.HANDING_OFF)) {
      throw new IllegalArgumentException("a handoff belongs to the role HANDING_OFF alone");
    }
  }

  /**
   * @since 0.1
   */
  public enum Role {
    OWNER,
    HANDING_OFF,
    REPLICA,
    DIVERGED;

    /** As in {@code owner}, {@code handing-off}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * @param node the id of the node that is to own it
   * @param version what it must hold before it may
   * @since 0.1
   */
  public record Handoff(String node, Version version) {}

  public static Copy fresh() {
    return new Copy(
        UUID.randomUUID().toString(),
        1,
        UUID.randomUUID().toString(),
        Role.OWNER,
        Optional.empty(),
        List.of(),
        List.of(),
        false);
  }

  public Optional<Version> newest() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }
}

package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Copy.Role;
import dev.flocker.api.node.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * A copy in one word; 0 is none. Nodes, machine ids, snapshots and promotions are small numbers.
 * Snapshots are numbered in the order in which they were taken, which is their order on every node.
 */
final class Copies {

  /** The role's ordinal and one. */
  static final Field ROLE = new Field(0, 3);

  static final Field GENERATION = new Field(3, 8);
  static final Field PROMOTION = new Field(11, 5);

  /** The machine id and one. */
  static final Field TARGET = new Field(16, 3);

  static final Field TARGET_VERSION = new Field(19, 4);
  static final Field PEERS = new Field(23, 5);
  static final Field OPEN = new Field(28, 1);

  /** A set of snapshots; the lowest bit is never used. */
  static final Field VERSIONS = new Field(29, 16);

  private static final Field NAMES = new Field(45, 10);

  /** The record alone: no versions, not whether it is open. */
  private static final long RECORD = ~(VERSIONS.set(0, 0xffff) | OPEN.set(0, 1));

  /** A promotion with loss adds a million generations: one of these. */
  static final int FAR = 1 << 5;

  private static final long MILLION = 1_000_000;

  private Copies() {}

  static boolean is(long copy, Role role) {
    return ROLE.of(copy) == role.ordinal() + 1;
  }

  static long as(long copy, Role role) {
    return ROLE.set(copy, role.ordinal() + 1);
  }

  static boolean sameRecord(long one, long other) {
    return (one & RECORD) == (other & RECORD);
  }

  /** The record of one, with what the other holds. */
  static long withRecord(long record, long holding) {
    return record & RECORD | holding & ~RECORD;
  }

  /** 0 if there is none. */
  static int newest(int versions) {
    return versions == 0 ? 0 : 31 - Integer.numberOfLeadingZeros(versions);
  }

  static String name(int node) {
    return "n" + (node + 1);
  }

  static int node(String name) {
    return Integer.parseInt(name.substring(1)) - 1;
  }

  static String id(int machine) {
    return "id-" + machine;
  }

  static int machine(String id) {
    return Integer.parseInt(id.substring(3));
  }

  /** The peers, as a set of machine ids, that a record calls by a node's name. */
  static int peersNamed(long copy, int node) {
    int ids = 0;
    for (int id = 0; id < World.IDS; id++) {
      if ((PEERS.of(copy) >> id & 1) == 1 && (NAMES.of(copy) >> 2 * id & 3) == node) {
        ids |= 1 << id;
      }
    }
    return ids;
  }

  static Version version(int number) {
    return new Version("s" + number, Integer.toString(number));
  }

  /**
   * @param word not 0
   */
  static Copy copy(long word, IntFunction<String> promotions) {
    int generation = GENERATION.of(word);
    List<String> peers = new ArrayList<>();
    Map<String, String> names = new TreeMap<>();
    for (int id = 0; id < World.IDS; id++) {
      if ((PEERS.of(word) >> id & 1) == 1) {
        peers.add(id(id));
        names.put(id(id), name(NAMES.of(word) >> 2 * id & 3));
      }
    }
    List<Version> versions = new ArrayList<>();
    for (int v = 1; v < VERSIONS.bits(); v++) {
      if ((VERSIONS.of(word) >> v & 1) == 1) {
        versions.add(version(v));
      }
    }
    return new Copy(
        "volume",
        generation % FAR + generation / FAR * MILLION,
        promotions.apply(PROMOTION.of(word)),
        Role.values()[ROLE.of(word) - 1],
        TARGET.in(word)
            ? Optional.of(
                new Copy.Handoff(id(TARGET.of(word) - 1), version(TARGET_VERSION.of(word))))
            : Optional.empty(),
        peers,
        versions,
        OPEN.in(word),
        names);
  }

  static long word(Copy copy, ToIntFunction<String> promotions) {
    long word = as(0, copy.role());
    long generation = copy.generation();
    if (generation % MILLION >= FAR) {
      GENERATION.set(0, -1);
    }
    word = GENERATION.set(word, generation % MILLION + generation / MILLION * FAR);
    word = PROMOTION.set(word, promotions.applyAsInt(copy.promotion()));
    if (copy.handoff().isPresent()) {
      word = TARGET.set(word, machine(copy.handoff().get().node()) + 1L);
      word = TARGET_VERSION.set(word, Integer.parseInt(copy.handoff().get().version().guid()));
    }
    int peers = 0;
    int names = 0;
    for (String peer : copy.peers()) {
      peers |= 1 << machine(peer);
      names |= node(copy.names().getOrDefault(peer, "n1")) << 2 * machine(peer);
    }
    word = NAMES.set(PEERS.set(word, peers), names);
    int versions = 0;
    for (Version version : copy.versions()) {
      versions |= 1 << Integer.parseInt(version.guid());
    }
    return OPEN.set(VERSIONS.set(word, versions), copy.open() ? 1 : 0);
  }
}

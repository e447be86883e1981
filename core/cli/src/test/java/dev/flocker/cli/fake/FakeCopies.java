package dev.flocker.cli.fake;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of copies of one volume, whose nodes have the ids {@code id-NAME}. */
final class FakeCopies {

  private FakeCopies() {}

  static String id(String node) {
    return "id-" + node;
  }

  /**
   * @param peers names of nodes
   */
  static Copy of(Copy.Role role, String... peers) {
    return new Copy(
        "v",
        1,
        "p",
        role,
        Optional.empty(),
        Arrays.stream(peers).map(FakeCopies::id).toList(),
        List.of(new Version("s", "1")),
        role == Copy.Role.OWNER);
  }

  /** With what an inventory called one of its peers. */
  static Copy naming(Copy copy, String peer, String name) {
    return with(copy, copy.versions(), Map.of(id(peer), name));
  }

  /** Of a later generation. */
  static Copy promoted(Copy copy) {
    return new Copy(
        copy.volume(),
        copy.generation() + 1_000_000,
        "later",
        Copy.Role.OWNER,
        copy.handoff(),
        copy.peers(),
        copy.versions(),
        true,
        copy.names());
  }

  /** As a boot leaves it. */
  static Copy closed(Copy copy) {
    return mounted(copy, false);
  }

  static Copy opened(Copy copy) {
    return mounted(copy, true);
  }

  private static Copy mounted(Copy copy, boolean open) {
    return new Copy(
        copy.volume(),
        copy.generation(),
        copy.promotion(),
        copy.role(),
        copy.handoff(),
        copy.peers(),
        copy.versions(),
        open,
        copy.names());
  }

  /** With the record of another one. */
  static Copy recorded(Copy copy, Copy next) {
    return mounted(with(next, copy.versions(), next.names()), copy.open());
  }

  /** With one snapshot more. */
  static Copy snapshot(Copy copy, String name) {
    return snapshot(copy, new Version(name, name));
  }

  static Copy snapshot(Copy copy, Version version) {
    List<Version> versions = new ArrayList<>(copy.versions());
    versions.add(version);
    return with(copy, versions, copy.names());
  }

  /** With no other snapshots than these. */
  static Copy having(Copy copy, List<Version> versions) {
    return with(copy, versions, copy.names());
  }

  private static Copy with(Copy copy, List<Version> versions, Map<String, String> names) {
    return new Copy(
        copy.volume(),
        copy.generation(),
        copy.promotion(),
        copy.role(),
        copy.handoff(),
        copy.peers(),
        versions,
        copy.open(),
        names);
  }
}

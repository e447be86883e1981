package dev.flocker.cli.model;

import dev.flocker.api.Declared;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Tree;
import java.util.List;
import java.util.Set;

/**
 * A resource of a playbook, with the keys that every type has.
 *
 * @param declared on its first candidate, if it names some
 * @param candidates of which it is to be on one, the preferred ones first; empty if it is on all
 *     nodes that its {@code on} selects
 * @param written its own keys, after templates and without the common ones: an implied resource of
 *     this name takes them over
 * @param absent {@code state: absent}: to be removed
 * @param stopped {@code state: stopped}: to be there, but not to run
 * @param selected false if its {@code when} is false: named, so not removed, but not touched either
 * @param tags its own and its play's
 * @param sources finds the files that it names
 */
public record Item(
    Declared<?> declared,
    List<String> candidates,
    Tree.Mapping written,
    boolean absent,
    boolean stopped,
    boolean selected,
    Set<String> tags,
    Sources sources) {

  public Item {
    candidates = List.copyOf(candidates);
  }

  /** The same on these nodes, with no choice left. */
  public Item on(List<String> nodes) {
    return new Item(
        placed(declared, nodes), List.of(), written, absent, stopped, selected, tags, sources);
  }

  private static <D extends Record> Declared<D> placed(Declared<D> declared, List<String> nodes) {
    return new Declared<>(declared.ref(), declared.spec(), nodes, declared.place());
  }
}

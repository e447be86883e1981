package dev.flocker.cli.playbook;

import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays resources over others: those of one identity become one, key by key. */
final class Overlay {

  private final Map<String, ResourceType<?, ?>> types;

  /**
   * @param types by name
   */
  Overlay(Map<String, ResourceType<?, ?>> types) {
    this.types = types;
  }

  /** What is new comes after what was there. */
  List<Tree> over(List<Tree> base, List<Tree> over) {
    List<Tree> all = new ArrayList<>(base);
    for (Tree resource : over) {
      int same = -1;
      for (int i = 0; i < all.size() && same < 0; i++) {
        same = isSame(all.get(i), resource) ? i : -1;
      }
      if (same < 0) {
        all.add(resource);
      } else {
        all.set(same, merged(all.get(same), resource));
      }
    }
    return all;
  }

  private boolean isSame(Tree a, Tree b) {
    if (Trees.entries(a).size() != 1 || Trees.entries(b).size() != 1) {
      return false;
    }
    Tree.Entry one = Trees.entries(a).getFirst();
    Tree.Entry other = Trees.entries(b).getFirst();
    ResourceType<?, ?> type = types.get(one.key());
    return type != null
        && one.key().equals(other.key())
        && one.value() instanceof Tree.Mapping m
        && other.value() instanceof Tree.Mapping n
        && type.identity().stream()
            .allMatch(
                key -> {
                  String text = Trees.text(m, key);
                  return !text.isEmpty() && text.equals(Trees.text(n, key));
                });
  }

  /** Lists are exchanged as a whole. */
  private static Tree merged(Tree base, Tree over) {
    if (!(base instanceof Tree.Mapping b) || !(over instanceof Tree.Mapping o)) {
      return over;
    }
    Tree.Mapping merged = new Tree.Mapping(o.place(), b.entries());
    for (Tree.Entry e : o.entries()) {
      Tree value = b.get(e.key()).map(before -> merged(before, e.value())).orElse(e.value());
      merged = Trees.with(merged, new Tree.Entry(e.place(), e.key(), value));
    }
    return merged;
  }
}

package dev.flocker.cli.compose;

import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A container as it is put together. */
final class Draft {

  private final Place place;
  private final Map<String, Tree.Entry> keys = new LinkedHashMap<>();
  private final Map<String, List<Tree>> lists = new LinkedHashMap<>();

  Draft(Place place) {
    this.place = place;
  }

  /** The first value of a key stays. */
  void put(String key, Place at, Tree value) {
    keys.putIfAbsent(key, new Tree.Entry(at, key, value));
  }

  /** One more item of a list. */
  void add(String key, Tree item) {
    lists.computeIfAbsent(key, k -> new ArrayList<>()).add(item);
  }

  boolean has(String key) {
    return keys.containsKey(key);
  }

  Tree.Mapping mapping() {
    List<Tree.Entry> entries = new ArrayList<>();
    for (Tree.Entry e : keys.values()) {
      List<Tree> more = lists.get(e.key());
      if (more != null && e.value() instanceof Tree.Sequence s) {
        List<Tree> all = new ArrayList<>(s.items());
        all.addAll(more);
        entries.add(new Tree.Entry(e.place(), e.key(), new Tree.Sequence(s.place(), all)));
      } else {
        entries.add(e);
      }
    }
    lists.forEach(
        (key, items) -> {
          Place at = items.getFirst().place();
          if (!keys.containsKey(key)) {
            entries.add(new Tree.Entry(at, key, new Tree.Sequence(at, items)));
          }
        });
    return new Tree.Mapping(place, entries);
  }
}

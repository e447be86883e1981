package dev.flocker.cli.template;

import dev.flocker.api.value.Tree;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows variables to templates; each is rendered when it is asked for. */
final class Scope extends AbstractMap<String, Object> {

  private final Set<String> names;
  private final Function<String, @Nullable Object> values;

  /**
   * @param values null for a name that there is not
   */
  Scope(Set<String> names, Function<String, @Nullable Object> values) {
    this.names = names;
    this.values = values;
  }

  static Scope of(Tree.Mapping mapping, Function<Tree, Object> value) {
    Map<String, Tree> byKey = new LinkedHashMap<>();
    mapping.entries().forEach(e -> byKey.put(e.key(), e.value()));
    return new Scope(
        byKey.keySet(),
        name -> {
          Tree tree = byKey.get(name);
          return tree == null ? null : value.apply(tree);
        });
  }

  static AbstractList<Object> list(Tree.Sequence sequence, Function<Tree, Object> value) {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return value.apply(sequence.items().get(index));
      }

      @Override
      public int size() {
        return sequence.items().size();
      }
    };
  }

  /** Its keys, without their values. */
  Set<String> names() {
    return names;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name ? values.apply(name) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return names.contains(key);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    Map<String, Object> all = new LinkedHashMap<>();
    names.forEach(n -> all.put(n, java.util.Objects.requireNonNull(get(n))));
    return all.entrySet();
  }
}

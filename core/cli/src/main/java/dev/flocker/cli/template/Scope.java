package dev.flocker.cli.template;

import dev.flocker.api.value.Tree;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows variables to Handlebars; each is rendered when it is asked for. */
final class Scope extends AbstractMap<String, Object> {

  private final Function<String, @Nullable Tree> lookup;
  private final Set<String> names;
  private final Function<Tree, Object> value;

  Scope(Set<String> names, Function<String, @Nullable Tree> lookup, Function<Tree, Object> value) {
    this.names = names;
    this.lookup = lookup;
    this.value = value;
  }

  static Scope of(Tree.Mapping mapping, Function<Tree, Object> value) {
    Map<String, Tree> byKey = new LinkedHashMap<>();
    mapping.entries().forEach(e -> byKey.put(e.key(), e.value()));
    return new Scope(byKey.keySet(), byKey::get, value);
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

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Tree tree = key instanceof String name ? lookup.apply(name) : null;
    return tree == null ? null : value.apply(tree);
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

package dev.flocker.api.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a table's keys; see {@link KeyTable}. Immutable. An empty list or map is as good as
 * none.
 *
 * @since 0.1
 */
public final class Values {

  public static final Values NONE = new Values(Map.of());

  private final Map<String, Object> byName;

  private Values(Map<String, Object> byName) {
    this.byName = byName;
  }

  /** Empty where the key was not written and has no value otherwise. */
  @SuppressWarnings("unchecked") // with() lets in nothing else under a key's name
  public <T> Optional<T> get(Key<T> key) {
    return Optional.ofNullable((T) byName.get(key.name()));
  }

  public <T> Values with(Key<T> key, T value) {
    return changed(key.name(), value);
  }

  public Values without(Key<?> key) {
    return byName.containsKey(key.name()) ? changed(key.name(), Map.of()) : this;
  }

  /** One key as another has it. */
  public <T> Values with(Key<T> key, Values other) {
    return other.get(key).map(value -> with(key, value)).orElseGet(() -> without(key));
  }

  Values changed(String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(byName);
    if (isEmpty(value)) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new Values(changed);
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Map<?, ?> m
        ? m.isEmpty()
        : value instanceof Collection<?> c && c.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values v && byName.equals(v.byName);
  }

  @Override
  public int hashCode() {
    return byName.hashCode();
  }

  @Override
  public String toString() {
    return byName.toString();
  }
}

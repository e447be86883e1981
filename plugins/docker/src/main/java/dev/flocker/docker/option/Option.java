package dev.flocker.docker.option;

import dev.flocker.api.schema.Key;
import dev.flocker.api.schema.Values;
import dev.flocker.api.value.ByteSize;
import dev.flocker.docker.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that is to know of one option of a container: its key, what it is to {@code docker create},
 * where {@code docker inspect} shows it, and whether {@code docker update} can change it. Made in
 * {@link Options} alone, by what it is: {@code yes("init", "--init", ...).at("HostConfig",
 * "Init")}.
 *
 * @param <T> of its values
 */
public final class Option<T> {

  /** As a line of JSON shows a value; empty for none, and for what Docker does by itself. */
  interface Reading<T> extends Function<Json, Optional<T>> {}

  private final Key<T> key;
  private final Function<T, List<String>> created;
  private final Reading<T> reading;
  private Function<Shown, Optional<T>> seen = shown -> Optional.empty();
  private Function<T, Optional<T>> normal = Optional::of;
  private @Nullable Function<T, String> label;
  private @Nullable Function<T, List<String>> updated;
  private List<String> lift = List.of();
  private boolean limit;

  private Option(Key<T> key, Function<T, List<String>> created, Reading<T> reading) {
    this.key = key;
    this.created = created;
    this.reading = reading;
  }

  /**
   * One that is shown as no other.
   *
   * @param created arguments of {@code docker create}
   */
  static <T> Option<T> of(
      Key<T> key, Function<T, List<String>> created, Function<Shown, Optional<T>> seen) {
    Option<T> option = new Option<>(key, created, json -> Optional.empty());
    option.seen = seen;
    return option;
  }

  /** One argument, and JSON that a reading understands. */
  static <T> Option<T> value(Key<T> key, String flag, Reading<T> reading) {
    return new Option<>(key, v -> List.of(flag, v.toString()), reading);
  }

  static Option<String> text(String name, String flag, String doc) {
    return value(
        Key.of(name, String.class, doc),
        flag,
        json -> Optional.of(json.text()).filter(t -> !t.isEmpty()));
  }

  /** One that is off unless said. */
  static Option<Boolean> yes(String name, String flag, String doc) {
    Key<Boolean> key = Key.of(name, boolean.class, doc);
    return new Option<>(key, v -> List.of(flag + "=" + v), json -> Optional.of(json.isTrue()))
        .normal(v -> Optional.of(v).filter(on -> on));
  }

  static Option<Integer> number(Key<Integer> key, String flag) {
    return value(key, flag, json -> Optional.of((int) json.number()).filter(n -> n != 0));
  }

  static Option<ByteSize> size(String name, String flag, String doc) {
    Key<ByteSize> key = Key.of(name, ByteSize.class, doc);
    return new Option<>(
        key,
        size -> List.of(flag, Long.toString(size.bytes())),
        json -> Optional.of(new ByteSize(json.number())).filter(size -> size.bytes() > 0));
  }

  static Option<List<String>> texts(String name, String flag, String doc) {
    return new Option<>(
        Key.listOf(name, String.class, doc).orOne(),
        all -> repeated(flag, all),
        json -> Optional.of(json.texts()).filter(all -> !all.isEmpty()));
  }

  static Option<Map<String, String>> table(String name, String flag, String doc) {
    return new Option<>(
        Key.mapOf(name, String.class, doc),
        all -> repeated(flag, Forms.assignments(all)),
        json -> {
          Map<String, String> all = new TreeMap<>();
          json.entries().forEach((k, v) -> all.put(k, v.text()));
          return Optional.of(all).filter(a -> !a.isEmpty()).map(a -> a);
        });
  }

  static List<String> repeated(String flag, List<String> values) {
    List<String> words = new ArrayList<>();
    values.forEach(v -> words.addAll(List.of(flag, v)));
    return words;
  }

  /** Where {@code docker inspect} shows it. */
  Option<T> at(String... path) {
    seen = shown -> reading.apply(shown.at(path));
    return this;
  }

  /** The image or Docker's own settings may say it, too: it counts only if it was declared. */
  Option<T> ifDeclared() {
    return ifDeclared(value -> "");
  }

  /**
   * @param detail what else the container's label has to tell of it
   */
  Option<T> ifDeclared(Function<T, String> detail) {
    label = detail;
    return this;
  }

  /**
   * @param form of several ways to say a thing the one by which it is compared; empty if it is what
   *     Docker does anyway
   */
  Option<T> normal(Function<T, Optional<T>> form) {
    normal = form;
    return this;
  }

  /** {@code docker update} changes it, by the arguments that create it, but cannot take it away. */
  Option<T> updatable() {
    return updatable(created);
  }

  Option<T> updatable(Function<T, List<String>> arguments) {
    updated = arguments;
    return this;
  }

  /**
   * @param arguments by which {@code docker update} takes it away
   */
  Option<T> lifted(String... arguments) {
    lift = List.of(arguments);
    return this;
  }

  /** Some kernels cannot do it, and then Docker leaves it out. */
  Option<T> limit() {
    limit = true;
    return this;
  }

  public Key<T> key() {
    return key;
  }

  boolean isLimit() {
    return limit;
  }

  boolean isUpdatable() {
    return updated != null;
  }

  Values normal(Values values) {
    return values
        .get(key)
        .flatMap(normal)
        .map(v -> values.with(key, v))
        .orElseGet(() -> values.without(key));
  }

  Values read(Shown shown, Values into) {
    boolean counts = label == null || shown.declared().has(key.name());
    Optional<T> value = counts ? seen.apply(shown).flatMap(normal) : Optional.empty();
    return value.map(v -> into.with(key, v)).orElse(into);
  }

  List<String> create(Values values) {
    return values.get(key).map(created).orElse(List.of());
  }

  List<String> update(Values want, Values have) {
    if (updated == null) {
      return List.of();
    }
    return want.get(key).map(updated).orElse(have.get(key).isPresent() ? lift : List.of());
  }

  /** Whether it has to go, and {@code docker update} cannot do that. */
  boolean isStuck(Values want, Values have) {
    return want.get(key).isEmpty() && have.get(key).isPresent() && lift.isEmpty();
  }

  /** What the container's label tells of it; empty for nothing. */
  Optional<String> declared(Values values) {
    return label == null ? Optional.empty() : values.get(key).map(label);
  }
}

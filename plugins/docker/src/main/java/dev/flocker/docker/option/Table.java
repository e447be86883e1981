package dev.flocker.docker.option;

import dev.flocker.api.schema.Values;
import dev.flocker.docker.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done with all {@link Options} alike. */
public final class Table {

  private Table() {}

  /** In the one form by which options are compared, without what Docker does anyway. */
  public static Values normal(Values options) {
    Values normal = options;
    for (Option<?> option : Options.ALL) {
      normal = option.normal(normal);
    }
    return normal;
  }

  /** As a node shows them, in their normal form. */
  public static Values read(Json inspected, Declaration declared) {
    Values read = Values.NONE;
    for (Option<?> option : Options.ALL) {
      read = option.read(new Shown(inspected, declared), read);
    }
    return read;
  }

  /** Of what a container shows, all that it does not show by itself. */
  public static Values beyond(Json inspected, Json byItself) {
    Values shown = read(inspected, Declaration.ofAll(inspected));
    Values own = read(byItself, Declaration.ofAll(byItself));
    Values beyond = shown;
    for (Option<?> option : Options.ALL) {
      boolean same = shown.get(option.key()).equals(own.get(option.key()));
      beyond = same ? beyond.without(option.key()) : beyond;
    }
    return beyond;
  }

  /** Arguments of {@code docker create} before the image. */
  public static List<String> create(Values options) {
    return Options.ALL.stream().flatMap(o -> o.create(options).stream()).toList();
  }

  /** Arguments of {@code docker create} after the image. */
  public static List<String> behindImage(Values options) {
    List<String> words = new ArrayList<>();
    options.get(Options.ENTRYPOINT.key()).ifPresent(e -> words.addAll(e.subList(1, e.size())));
    options.get(Options.COMMAND.key()).ifPresent(words::addAll);
    return words;
  }

  /** Arguments of {@code docker update}: some of what it is given changes what is left out. */
  public static List<String> update(Values want, Values have) {
    return Options.ALL.stream().flatMap(o -> o.update(want, have).stream()).toList();
  }

  /** Keys that {@code docker update} can change. */
  public static Set<String> updatable() {
    return Options.ALL.stream()
        .filter(Option::isUpdatable)
        .map(o -> o.key().name())
        .collect(Collectors.toSet());
  }

  /** Of what {@code docker update} can change, all that is set; but for the restart policy. */
  public static List<String> changeable(Json inspected, Declaration declared) {
    Values read = read(inspected, declared);
    return Options.ALL.stream()
        .filter(o -> o.isUpdatable() && o != Options.RESTART)
        .map(o -> o.key() + "=" + read.get(o.key()).map(Object::toString).orElse(""))
        .toList();
  }

  /** Whether one has to go, and {@code docker update} cannot take it away. */
  public static boolean isStuck(Values want, Values have) {
    return Options.ALL.stream().filter(Option::isUpdatable).anyMatch(o -> o.isStuck(want, have));
  }

  /** With the limits of another, for a kernel that has none. */
  public static Values withLimits(Values options, Values other) {
    Values result = options;
    for (Option<?> option : Options.ALL) {
      result = option.isLimit() ? result.with(option.key(), other) : result;
    }
    return result;
  }
}

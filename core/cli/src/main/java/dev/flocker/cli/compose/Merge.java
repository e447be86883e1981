package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges what is in long form: mappings key by key, lists one after the other (of items that are
 * the same the later one), single values and commands by the later one.
 */
final class Merge {

  /** What is taken whole from the later file. */
  private static final Set<String> WHOLE =
      Set.of("command", "entrypoint", "healthcheck.test", "gpus");

  private static final String SERVICE = "services.*";

  private final Remarks remarks;

  Merge(Remarks remarks) {
    this.remarks = remarks;
  }

  /** Whole files. */
  Tree.Mapping files(Tree.Mapping base, Tree.Mapping over) {
    return mappings(base, over, "");
  }

  Tree.Mapping services(Tree.Mapping base, Tree.Mapping over) {
    return mappings(base, over, SERVICE);
  }

  /** A thing of a section, which two files have under one name. */
  Tree.Mapping named(String section, Tree.Mapping base, Tree.Mapping over) {
    return mappings(base, over, section + ".*");
  }

  private Tree.Mapping mappings(Tree.Mapping base, Tree.Mapping over, String path) {
    Map<String, Tree.Entry> merged = new LinkedHashMap<>();
    base.entries().forEach(e -> merged.put(e.key(), e));
    for (Tree.Entry e : over.entries()) {
      Tree.Entry before = merged.get(e.key());
      String below = below(path, e.key());
      Optional<Tree> value =
          before == null ? Tags.settled(e.value()) : merged(before.value(), e.value(), below);
      if (value.isPresent()) {
        merged.put(e.key(), new Tree.Entry(e.place(), e.key(), value.get()));
      } else {
        merged.remove(e.key());
      }
    }
    return new Tree.Mapping(over.place(), List.copyOf(merged.values()));
  }

  /** Names are no part of a path: {@code services.*.ulimits.*}. */
  private static String below(String path, String key) {
    boolean names =
        Canonical.SECTIONS.contains(path)
            || Set.of(SERVICE + ".networks", SERVICE + ".ulimits").contains(path);
    return path.isEmpty() ? key : path + "." + (names ? "*" : key);
  }

  private Optional<Tree> merged(Tree base, Tree over, String path) {
    Optional<Tree.Entry> tag = Tags.of(over);
    if (tag.isPresent()) {
      return Tags.settled(over);
    }
    String key = path.startsWith(SERVICE + ".") ? path.substring(SERVICE.length() + 1) : "";
    if (Trees.isNull(over)) {
      return Optional.of(key.matches("(environment|labels|sysctls)\\..*") ? over : base);
    }
    if (WHOLE.contains(key) || (key.equals("logging") && otherDriver(base, over))) {
      return Tags.settled(over);
    }
    if (base instanceof Tree.Mapping b && over instanceof Tree.Mapping o) {
      return Optional.of(mappings(b, o, path));
    }
    if (base instanceof Tree.Sequence b && over instanceof Tree.Sequence o) {
      List<Tree> items = new ArrayList<>(b.items());
      items.addAll(o.items());
      return Optional.of(Unicity.of(key, new Tree.Sequence(o.place(), items)));
    }
    if (base.getClass() != over.getClass() && !Trees.isNull(base)) {
      remarks.problem(
          over.place(),
          path.substring(path.lastIndexOf('.') + 1),
          "cannot be merged with what stands at " + base.place(),
          "write both in the same form, or this one with !override");
    }
    return Tags.settled(over);
  }

  private static boolean otherDriver(Tree base, Tree over) {
    String before = base instanceof Tree.Mapping m ? Trees.text(m, "driver") : "";
    String after = over instanceof Tree.Mapping m ? Trees.text(m, "driver") : "";
    return !before.isEmpty() && !after.isEmpty() && !before.equals(after);
  }
}

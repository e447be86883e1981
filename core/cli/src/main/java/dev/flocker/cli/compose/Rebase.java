package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rewrites the relative paths of a file that lies in another folder than the project, so that they
 * lead to the same files from there.
 */
final class Rebase {

  private final Path from;
  private final Path to;

  Rebase(Path from, Path to) {
    this.from = from.toAbsolutePath().normalize();
    this.to = to.toAbsolutePath().normalize();
  }

  /** A file in long form. */
  Tree.Mapping file(Tree.Mapping file) {
    if (from.equals(to)) {
      return file;
    }
    return each(
        file,
        (section, value) ->
            switch (section) {
              case "services" -> named(value, this::service);
              case "secrets", "configs" -> named(value, m -> key(m, "file"));
              case "volumes" -> named(value, this::volume);
              default -> value;
            });
  }

  private Tree.Mapping service(Tree.Mapping service) {
    return each(
        service,
        (key, value) ->
            switch (key) {
              case "build" -> value instanceof Tree.Mapping m ? key(m, "context") : value;
              case "env_file" ->
                  items(value, item -> item instanceof Tree.Mapping m ? key(m, "path") : item);
              case "label_file" -> items(value, this::path);
              case "volumes" -> items(value, this::mount);
              default -> value;
            });
  }

  private Tree mount(Tree mount) {
    return mount instanceof Tree.Mapping m && Trees.text(m, "type").equals("bind")
        ? key(m, "source")
        : mount;
  }

  private Tree.Mapping volume(Tree.Mapping volume) {
    return each(
        volume,
        (key, value) ->
            key.equals("driver_opts") && value instanceof Tree.Mapping m && isBind(m)
                ? key(m, "device")
                : value);
  }

  static boolean isBind(Tree.Mapping options) {
    return List.of(Trees.text(options, "o").split(",", -1)).contains("bind");
  }

  private interface Change {
    Tree of(String key, Tree value);
  }

  private static Tree.Mapping each(Tree.Mapping mapping, Change change) {
    List<Tree.Entry> entries = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            e -> entries.add(new Tree.Entry(e.place(), e.key(), change.of(e.key(), e.value()))));
    return new Tree.Mapping(mapping.place(), entries);
  }

  private static Tree named(Tree all, UnaryOperator<Tree.Mapping> change) {
    return all instanceof Tree.Mapping section
        ? each(section, (name, v) -> v instanceof Tree.Mapping m ? change.apply(m) : v)
        : all;
  }

  private static Tree items(Tree list, UnaryOperator<Tree> change) {
    return list instanceof Tree.Sequence s
        ? new Tree.Sequence(s.place(), s.items().stream().map(change).toList())
        : list;
  }

  private Tree.Mapping key(Tree.Mapping mapping, String key) {
    return each(mapping, (k, value) -> k.equals(key) ? path(value) : value);
  }

  private Tree path(Tree written) {
    String text = Trees.text(written);
    boolean elsewhere = text.isEmpty() || text.matches("[/~\\\\].*|[A-Za-z][A-Za-z0-9+.-]*:.*");
    if (elsewhere) {
      return written;
    }
    try {
      Path there = from.resolve(text).normalize();
      return Trees.scalar(written.place(), "./" + to.relativize(there));
    } catch (InvalidPathException e) {
      return written;
    }
  }
}

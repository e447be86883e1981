package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two tags that Compose files know: {@code !reset} takes a key away from what the file is
 * merged into, {@code !override} puts its value there whole. Once read, each is a mapping of itself
 * alone.
 */
final class Tags {

  static final String RESET = "!reset";
  static final String OVERRIDE = "!override";
  static final Set<String> ALL = Set.of(RESET, OVERRIDE);

  private Tags() {}

  /** The tag and what it is on; empty if there is none. */
  static Optional<Tree.Entry> of(Tree tree) {
    return tree instanceof Tree.Mapping m
            && m.entries().size() == 1
            && ALL.contains(m.entries().getFirst().key())
        ? Optional.of(m.entries().getFirst())
        : Optional.empty();
  }

  /** The same tree with all tags carried out that have nothing to act upon. */
  static Optional<Tree> settled(Tree tree) {
    Optional<Tree.Entry> tag = of(tree);
    if (tag.isPresent()) {
      return tag.get().key().equals(RESET) ? Optional.empty() : settled(tag.get().value());
    }
    return switch (tree) {
      case Tree.Scalar s -> Optional.of(s);
      case Tree.Sequence s ->
          Optional.of(
              new Tree.Sequence(
                  s.place(), s.items().stream().flatMap(i -> settled(i).stream()).toList()));
      case Tree.Mapping m -> {
        List<Tree.Entry> entries = new ArrayList<>();
        for (Tree.Entry e : m.entries()) {
          settled(e.value()).ifPresent(v -> entries.add(new Tree.Entry(e.place(), e.key(), v)));
        }
        yield Optional.of(new Tree.Mapping(m.place(), entries));
      }
    };
  }
}

package dev.flocker.cli.template;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.YamlReader;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What Ansible's tags say of a tree: that it is no template, or is encrypted. What nodes say is no
 * template either, and has no tags, whatever it looks like.
 */
final class Tags {

  private final Controller controller;
  private final Set<Tree> literal = Collections.newSetFromMap(new IdentityHashMap<>());

  /** By what is encrypted. */
  private final IdentityHashMap<Tree, Tree> opened = new IdentityHashMap<>();

  Tags(Controller controller) {
    this.controller = controller;
  }

  /** Takes a tree as it is, with all that is in it. */
  void literal(Tree tree) {
    literal.add(tree);
    switch (tree) {
      case Tree.Scalar s -> {}
      case Tree.Sequence s -> s.items().forEach(this::literal);
      case Tree.Mapping m -> m.entries().forEach(e -> literal(e.value()));
    }
  }

  boolean isLiteral(Tree tree) {
    return literal.contains(tree);
  }

  /** What was decrypted so far. */
  Collection<Tree> opened() {
    return opened.values();
  }

  /** What stands behind a tag, if there is one. */
  Tree plain(Tree tree) {
    if (!(tree instanceof Tree.Mapping m) || m.entries().size() != 1 || isLiteral(m)) {
      return tree;
    }
    Tree value = m.entries().getFirst().value();
    return switch (m.entries().getFirst().key()) {
      case YamlReader.UNSAFE -> {
        literal(value);
        yield value;
      }
      case YamlReader.VAULT ->
          value instanceof Tree.Scalar s ? opened.computeIfAbsent(m, k -> decrypted(s)) : tree;
      default -> tree;
    };
  }

  private Tree decrypted(Tree.Scalar encrypted) {
    try {
      String text = controller.vault().open(String.valueOf(encrypted.text()));
      Tree decrypted = new Tree.Scalar(encrypted.place(), text, true, true);
      literal(decrypted);
      return decrypted;
    } catch (IllegalArgumentException e) {
      throw new TemplateError(Problem.of(encrypted.place(), "vault", e));
    }
  }
}

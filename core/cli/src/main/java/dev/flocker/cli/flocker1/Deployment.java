package dev.flocker.cli.flocker1;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a {@code deployment.yml}: which application runs on which nodes. */
public final class Deployment {

  private final Problems problems;

  public Deployment(Problems problems) {
    this.problems = problems;
  }

  /** The nodes that a deployment names; none if it cannot be read. */
  public static List<String> nodes(Path deployment) {
    Tree tree = YamlReader.read(deployment, p -> {});
    Optional<Tree> nodes = tree instanceof Tree.Mapping m ? m.get("nodes") : Optional.empty();
    return nodes.map(Trees::entries).orElse(List.of()).stream().map(Tree.Entry::key).toList();
  }

  /**
   * The nodes of each application that the file names, each at the place of the application's name.
   *
   * @param hosts those of the play
   * @return empty if the file cannot be read, which is then reported
   */
  public Optional<Map<String, List<Tree>>> placed(NamedFile file, List<String> hosts) {
    Tree.Mapping where = mapping(file, "deployment.yml", problems);
    return where == null ? Optional.empty() : Optional.of(placed(where, hosts));
  }

  static Tree.@Nullable Mapping mapping(NamedFile named, String subject, Problems problems) {
    String text = TextFile.read(named.file(), named.place(), subject, problems);
    Tree tree =
        text == null ? null : YamlReader.parse(text, TextFile.shown(named.file()), problems);
    if (tree instanceof Tree.Mapping m) {
      return m;
    }
    if (tree != null) {
      problems.add(tree.place(), subject, "is not a mapping", "write version: 1 and what follows");
    }
    return null;
  }

  private Map<String, List<Tree>> placed(Tree.Mapping file, List<String> hosts) {
    FlockerFormat.version(file, "deployment.yml", problems);
    Map<String, List<Tree>> placed = new LinkedHashMap<>();
    Tree nodes = file.get("nodes").orElse(null);
    if (!(nodes instanceof Tree.Mapping m)) {
      problems.add(
          nodes == null ? file.place() : nodes.place(),
          "deployment.yml",
          nodes == null ? "has no \"nodes\"" : "nodes is not a mapping",
          "write nodes: {n1: [db]}");
      return placed;
    }
    for (Tree.Entry node : m.entries()) {
      if (!hosts.contains(node.key()) && !hosts.equals(List.of(""))) {
        problems.add(
            node.place(),
            "deployment.yml",
            "there is no node \"" + node.key() + "\" in the play",
            Nearest.remedy(node.key(), hosts));
        continue;
      }
      for (Tree name : names(node)) {
        placed
            .computeIfAbsent(Trees.text(name), n -> new ArrayList<>())
            .add(Trees.scalar(name.place(), node.key()));
      }
    }
    return placed;
  }

  private List<Tree> names(Tree.Entry node) {
    if (node.value() instanceof Tree.Sequence list) {
      return list.items();
    }
    if (!(node.value() instanceof Tree.Scalar s && s.isNull())) {
      problems.add(node.value().place(), "node " + node.key(), "is not a list", "write [db, web]");
    }
    return List.of();
  }

  /**
   * Says which names in the file are none of those that there are.
   *
   * @param placed what {@link #placed} gave
   */
  void unknown(Map<String, List<Tree>> placed, Collection<String> names) {
    placed.forEach(
        (name, nodes) -> {
          for (Tree node : names.contains(name) ? List.<Tree>of() : nodes) {
            problems.add(
                node.place(),
                "node " + Trees.text(node),
                "there is no application \"" + name + "\"",
                Nearest.remedy(name, names));
          }
        });
  }
}

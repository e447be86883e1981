package dev.flocker.cli.flocker1;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.flocker1.Applications.Application;
import dev.flocker.cli.flocker1.Applications.Link;
import dev.flocker.cli.flocker1.Applications.PortPair;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns an application file and a deployment file into resources. */
public final class TwoFiles {

  private final Problems problems;
  private final Consumer<String> warnings;

  /** A file and where it is named. */
  public record Named(Path file, Place place) {}

  public TwoFiles(Problems problems, Consumer<String> warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  /** The nodes that a deployment names; none if it cannot be read. */
  public static List<String> nodes(Path deployment) {
    Tree tree = YamlReader.read(deployment, p -> {});
    Optional<Tree> nodes = tree instanceof Tree.Mapping m ? m.get("nodes") : Optional.empty();
    return nodes.map(Trees::entries).orElse(List.of()).stream().map(Tree.Entry::key).toList();
  }

  /**
   * The resources, as a playbook would list them.
   *
   * @param hosts those of the play
   */
  public List<Tree> read(Named application, Named deployment, List<String> hosts) {
    Tree.Mapping what = mapping(application, "application.yml");
    Tree.Mapping where = mapping(deployment, "deployment.yml");
    if (what == null || where == null) {
      return List.of();
    }
    boolean flocker = what.get("applications").isPresent();
    Applications applications =
        flocker || (what.get("version").isPresent() && what.get("services").isEmpty())
            ? new FlockerFormat(problems).read(what)
            : new ComposeFormat(problems, warnings).read(what);
    return resources(applications, placed(where, applications, hosts));
  }

  private Tree.@Nullable Mapping mapping(Named named, String subject) {
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

  /** The node of each application; an application on no node is not run. */
  private Map<String, List<Tree>> placed(
      Tree.Mapping file, Applications applications, List<String> hosts) {
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
        if (applications.byName.containsKey(Trees.text(name))) {
          placed
              .computeIfAbsent(Trees.text(name), n -> new ArrayList<>())
              .add(Trees.scalar(name.place(), node.key()));
        } else {
          problems.add(
              name.place(),
              "node " + node.key(),
              "there is no application \"" + Trees.text(name) + "\"",
              Nearest.remedy(Trees.text(name), applications.byName.keySet()));
        }
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

  private List<Tree> resources(Applications applications, Map<String, List<Tree>> placed) {
    List<Tree> resources = new ArrayList<>();
    for (Application a : applications.byName.values()) {
      List<Tree> on = placed.get(a.name());
      if (on != null) {
        Trees container =
            new Trees(a.place())
                .with("name", a.name())
                .with("on", new Tree.Sequence(on.getFirst().place(), on));
        a.container().forEach(e -> container.with(e.key(), e.value()));
        resources.add(container.resource("container"));
        resources.addAll(a.volumes());
      }
    }
    applications.links.stream()
        .filter(l -> placed.containsKey(l.from()))
        .forEach(l -> link(l, applications, resources));
    return resources;
  }

  /** A link names an external port; its claimant is the target. */
  private void link(Link link, Applications applications, List<Tree> resources) {
    String port = Trees.text(link.port());
    Optional<PortPair> target =
        applications.ports.stream()
            .filter(
                p ->
                    link.to().isEmpty()
                        ? p.external().equals(port)
                        : p.application().equals(link.to())
                            && Trees.text(p.internal()).equals(port))
            .findFirst();
    if (target.isEmpty()) {
      problems.add(
          link.port().place(),
          "application " + link.from() + ": links",
          "no application has the external port " + port,
          "add it to the ports of the one that is meant");
      return;
    }
    resources.add(
        new Trees(link.port().place())
            .with("from", link.from())
            .with("to", target.get().application())
            .with("local_port", link.localPort())
            .with("remote_port", target.get().internal())
            .with("alias", link.alias())
            .resource("link"));
  }
}

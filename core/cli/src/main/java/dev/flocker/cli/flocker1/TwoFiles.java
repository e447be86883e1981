package dev.flocker.cli.flocker1;

import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.flocker1.Applications.Application;
import dev.flocker.cli.flocker1.Applications.Link;
import dev.flocker.cli.flocker1.Applications.PortPair;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.Trees;
import dev.flocker.cli.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns an application file and a deployment file into resources. */
public final class TwoFiles {

  private final Problems problems;

  public TwoFiles(Problems problems) {
    this.problems = problems;
  }

  /** Whether a file is Flocker's own and not a Compose file; one that cannot be read is. */
  public static boolean isFlockers(Path application) {
    Tree tree = Files.isRegularFile(application) ? YamlReader.read(application, p -> {}) : null;
    if (!(tree instanceof Tree.Mapping m)) {
      return !Files.isRegularFile(application);
    }
    boolean compose = m.get("services").isPresent() || m.get("include").isPresent();
    return m.get("applications").isPresent() || (m.get("version").isPresent() && !compose);
  }

  /**
   * The resources, as a playbook would list them.
   *
   * @param hosts those of the play
   */
  public List<Tree> read(NamedFile application, NamedFile deployment, List<String> hosts) {
    Tree.Mapping what = Deployment.mapping(application, "application.yml", problems);
    Deployment where = new Deployment(problems);
    Map<String, List<Tree>> placed = where.placed(deployment, hosts).orElse(null);
    if (what == null || placed == null) {
      return List.of();
    }
    Applications applications = new FlockerFormat(problems).read(what);
    where.unknown(placed, applications.byName.keySet());
    return resources(applications, placed);
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
        applications.ports.stream().filter(p -> p.external().equals(port)).findFirst();
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

package dev.flocker.cli.playbook;

import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.compose.Exposed;
import dev.flocker.cli.flocker1.TwoFiles;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.template.Renderer;
import dev.flocker.cli.template.Variables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads one play: its variables, its hosts, its resources. */
final class PlayReader {

  private final Play play;
  private final Inventory inventory;
  private final ReadOptions options;
  private final Map<String, ResourceType<?, ?>> types;
  private final Problems problems;
  private final Consumer<String> warnings;

  /**
   * @param inventory with the variables of files beside the playbook
   */
  PlayReader(
      Play play,
      Inventory inventory,
      ReadOptions options,
      Map<String, ResourceType<?, ?>> types,
      Problems problems,
      Consumer<String> warnings) {
    this.play = play;
    this.inventory = inventory;
    this.options = options;
    this.types = types;
    this.problems = problems;
    this.warnings = warnings;
  }

  /**
   * @return whether a template used facts of nodes
   */
  boolean read(Variables extra, ProjectBuilder project) {
    Variables variables = variables(extra);
    variables.secrets().forEach(project::noteSecret);
    List<String> hosts = hosts(new Renderer(variables, play.folder(), options.controller()));
    project.nodes(hosts);
    List<Inventory.Host> found = hosts.stream().flatMap(h -> inventory.host(h).stream()).toList();
    found.forEach(host -> host.problems().forEach(problems::add));
    found.forEach(host -> host.variables().secrets().forEach(project::noteSecret));
    // With no host known, the templates are still worth a look.
    List<String> names = found.isEmpty() ? List.of("") : hosts;
    HostTemplates templates =
        new HostTemplates(names, inventory, variables, play.folder(), options);
    Exposed exposed = exposed();
    List<Tree> resources = resources(names, templates, exposed);
    exposed.reached().forEach(project::reached);
    for (Tree resource : resources) {
      new ResourceReader(play, names, inventory, templates, types, problems)
          .read(resource, project);
    }
    templates.secrets().forEach(project::noteSecret);
    return templates.usedFacts();
  }

  /** What nodes have told of the containers of its project. */
  private Exposed exposed() {
    if (options.exposed().isEmpty()) {
      return Exposed.later();
    }
    Map<String, Set<Port>> told = new TreeMap<>();
    options
        .exposed()
        .get()
        .getOrDefault(play.project(), Map.of())
        .forEach((container, ports) -> told.put(container.name(), ports));
    return Exposed.told(told);
  }

  private List<Tree> resources(List<String> hosts, HostTemplates templates, Exposed exposed) {
    Composed composed =
        new Composed(
            play,
            hosts,
            options.controller().environment(),
            types,
            templates,
            exposed,
            problems,
            warnings);
    return switch (play.body()) {
      case Play.Resources r -> r.list().items();
      case Play.Compose c -> composed.resources(c);
      case Play.TwoFiles f ->
          TwoFiles.isFlockers(play.beside(f.application()).file())
              ? new TwoFiles(problems)
                  .read(play.beside(f.application()), play.beside(f.deployment()), hosts)
              : composed.resources(f);
    };
  }

  /** Ansible's order: play vars, vars_files, then the command line's. */
  private Variables variables(Variables extra) {
    Variables all = play.vars().map(Variables.NONE::with).orElse(Variables.NONE);
    for (Tree.Scalar file : play.varsFiles()) {
      all = all.with(variables(file, false, all.with(extra)));
    }
    for (Tree.Scalar file : play.secretVarsFiles()) {
      all = all.with(variables(file, true, all.with(extra)));
    }
    return all.with(extra);
  }

  private Variables variables(Tree.Scalar file, boolean secret, Variables known) {
    Tree name = new Renderer(known, play.folder(), options.controller()).render(file, problems);
    if (!(name instanceof Tree.Scalar s)) {
      return Variables.NONE;
    }
    Path path = play.folder().resolve(String.valueOf(s.text()));
    return VarsFiles.read(path, file.place(), secret, options.controller(), problems);
  }

  /** The names of its hosts; none if its pattern selects none, which is reported. */
  private List<String> hosts(Renderer renderer) {
    Tree written = play.hosts().orElse(Tree.of("all"));
    Place place = play.hosts().map(Tree::place).orElse(play.place());
    if (inventory.hosts().isEmpty()) {
      problems.add(
          place, "hosts", "the inventory has no hosts", "name one that has, with -i INVENTORY");
      return List.of();
    }
    Tree rendered = renderer.render(written, problems);
    if (rendered == null) {
      return List.of();
    }
    try {
      List<String> selected = inventory.select(pattern(rendered));
      if (selected.isEmpty()) {
        problems.add(
            place, "hosts", "\"" + pattern(rendered) + "\" selects no host", "widen the pattern");
      }
      return selected;
    } catch (IllegalArgumentException e) {
      problems.add(Problem.of(place, "hosts", e));
      return List.of();
    }
  }

  /**
   * A pattern that is written as one word or as a list.
   *
   * @throws IllegalArgumentException with cause and remedy, if it is neither
   */
  static String pattern(Tree tree) {
    List<String> parts = new ArrayList<>();
    List<Tree> items = tree instanceof Tree.Sequence list ? list.items() : List.of(tree);
    for (Tree item : items) {
      if (!(item instanceof Tree.Scalar s) || s.isNull()) {
        throw new IllegalArgumentException(
            "is neither a pattern nor a list of them; write n1 or [n1, n2]");
      }
      parts.add(String.valueOf(s.text()));
    }
    return String.join(",", parts);
  }
}

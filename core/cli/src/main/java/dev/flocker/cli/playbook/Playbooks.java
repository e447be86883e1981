package dev.flocker.cli.playbook;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Secret;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.flocker1.Deployment;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.inventory.HostSettings;
import dev.flocker.cli.inventory.Inventories;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.inventory.MagicVariables;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.template.HostRenderers;
import dev.flocker.cli.template.Variables;
import dev.flocker.cli.yaml.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all that a run is told: playbooks, inventories, and the files that they name. */
public final class Playbooks {

  private final ReadOptions options;
  private final Map<String, ResourceType<?, ?>> types;
  private final Set<Problem> found = new LinkedHashSet<>();
  private final Problems problems = found::add;
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  private final Map<String, Place> ofPlays = new LinkedHashMap<>();

  private Playbooks(ReadOptions options, Map<String, ResourceType<?, ?>> types) {
    this.options = options;
    this.types = types;
  }

  /**
   * Reads playbooks as one run.
   *
   * @param types by name
   */
  public static Reading read(
      List<Path> playbooks, ReadOptions options, Map<String, ResourceType<?, ?>> types) {
    Playbooks reader = new Playbooks(options, types);
    PlayFiles files = new PlayFiles(reader.problems);
    playbooks.forEach(p -> files.read(p, Place.of(TextFile.shown(p)), Set.of()));
    Inventory inventory =
        Inventories.read(
            options.inventories(), options.controller(), reader.problems, reader.warnings::add);
    for (Path playbook : playbooks) {
      inventory = inventory.beside(folder(playbook));
    }
    return reader.read(files.plays(), inventory, folder(playbooks.getFirst()));
  }

  /**
   * Reads Flocker's two files as a playbook of one play. Without an inventory, the deployment's
   * nodes are it.
   */
  public static Reading deploy(
      Path application,
      Path deployment,
      String project,
      ReadOptions options,
      Map<String, ResourceType<?, ?>> types) {
    Playbooks reader = new Playbooks(options, types);
    Place place = Place.of(TextFile.shown(deployment));
    Inventory inventory =
        options.inventories().isEmpty()
            ? Inventories.of(Deployment.nodes(deployment), place)
            : Inventories.read(
                options.inventories(), options.controller(), reader.problems, reader.warnings::add);
    Play play =
        new Play(
            Path.of("").toAbsolutePath().resolve("deployment"),
            place,
            project,
            project,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            new Play.TwoFiles(named(application), named(deployment)),
            Set.of());
    return reader.read(List.of(play), inventory, play.folder());
  }

  private static Tree.Scalar named(Path file) {
    String path = file.toAbsolutePath().toString();
    return new Tree.Scalar(Place.of(TextFile.shown(file)), path, true, false);
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? file : folder;
  }

  /**
   * @param folder of the first playbook
   */
  private Reading read(List<Play> plays, Inventory inventory, Path folder) {
    HostRenderers renderers = new MagicVariables(inventory, folder).renderers(options.controller());
    List<NodeInfo> nodes = new ArrayList<>();
    Map<String, Connection> connections = new LinkedHashMap<>();
    Map<Inventory.Host, List<Problem>> ofHosts = new LinkedHashMap<>();
    for (Inventory.Host host : inventory.hosts()) {
      List<Problem> its = new ArrayList<>(host.problems());
      HostSettings settings = new HostSettings(host, renderers, its::add);
      nodes.add(settings.node());
      Connection connection = settings.connection();
      connections.put(host.name(), connection);
      connection.becomePassword().map(Secret::reveal).ifPresent(secrets::add);
      settings.secrets().forEach(ofPlays::putIfAbsent);
      ofHosts.put(host, its);
    }
    Variables extra = ExtraVars.read(options.extraVars(), options.controller(), problems);
    Map<String, ProjectBuilder> projects = new LinkedHashMap<>();
    boolean facts = false;
    for (Play play : plays) {
      ProjectBuilder project =
          projects.computeIfAbsent(play.project(), p -> new ProjectBuilder(play, ofPlays));
      Inventory beside = inventory.beside(play.folder());
      facts |=
          new PlayReader(play, beside, options, types, problems, warnings::add)
              .read(extra, project);
    }
    List<Project> built = projects.values().stream().map(p -> p.build(nodes)).toList();
    judge(ofHosts, built, renderers);
    renderers.secrets().forEach(ofPlays::putIfAbsent);
    PlainWords plain = PlainWords.of(built);
    ofPlays.keySet().stream().filter(s -> !plain.has(s)).forEach(secrets::add);
    plain.note(ofPlays).ifPresent(warnings::add);
    Map<String, Map<Ref, Set<Ref>>> reached = new LinkedHashMap<>();
    projects.forEach((name, project) -> reached.put(name, project.reached()));
    return new Reading(
        built,
        reached,
        inventory,
        renderers,
        connections,
        sorted(),
        List.copyOf(warnings),
        secrets,
        facts && options.facts().isEmpty());
  }

  /** What is wrong with a host that no play names is told, and hinders nothing. */
  private void judge(
      Map<Inventory.Host, List<Problem>> ofHosts, List<Project> projects, HostRenderers renderers) {
    Set<String> named = new HashSet<>();
    projects.forEach(p -> p.nodes().forEach(node -> named.add(node.name())));
    Map<String, List<String>> leftAlone = new LinkedHashMap<>();
    ofHosts.forEach(
        (host, its) -> {
          if (named.contains(host.name())) {
            its.forEach(problems::add);
            new HostSettings(host, renderers, p -> {}).ignored().forEach(warnings::add);
          } else if (!its.isEmpty()) {
            Problem first = its.getFirst();
            leftAlone
                .computeIfAbsent(first.place() + ": " + first.why(), why -> new ArrayList<>())
                .add(host.name());
          }
        });
    leftAlone.forEach(
        (why, hosts) ->
            warnings.add(why + ": no play names " + String.join(", ", hosts) + ", so left alone"));
  }

  private List<Problem> sorted() {
    Comparator<Problem> byFile = Comparator.comparing(p -> p.place().file());
    return found.stream()
        .sorted(
            byFile
                .thenComparingInt(p -> p.place().line())
                .thenComparingInt(p -> p.place().column()))
        .toList();
  }
}

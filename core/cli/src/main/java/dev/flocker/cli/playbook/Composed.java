package dev.flocker.cli.playbook;

import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.compose.ComposeFiles;
import dev.flocker.cli.compose.Exposed;
import dev.flocker.cli.compose.Placement;
import dev.flocker.cli.flocker1.Deployment;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The resources of a play that names Compose files, with what it says beside them. */
final class Composed {

  private static final String REST = "*";

  private final Play play;
  private final List<String> hosts;
  private final Map<String, String> environment;
  private final Map<String, ResourceType<?, ?>> types;
  private final HostTemplates templates;
  private final Exposed exposed;
  private final Problems problems;
  private final Consumer<String> warnings;

  Composed(
      Play play,
      List<String> hosts,
      Map<String, String> environment,
      Map<String, ResourceType<?, ?>> types,
      HostTemplates templates,
      Exposed exposed,
      Problems problems,
      Consumer<String> warnings) {
    this.play = play;
    this.hosts = hosts;
    this.environment = environment;
    this.types = types;
    this.templates = templates;
    this.exposed = exposed;
    this.problems = problems;
    this.warnings = warnings;
  }

  List<Tree> resources(Play.Compose body) {
    Optional<Placement> placement =
        body.deployment().isPresent() ? deployed(body.deployment().get()) : placed(body);
    if (placement.isEmpty()) {
      return List.of();
    }
    List<NamedFile> files = body.files().stream().map(play::beside).toList();
    List<NamedFile> envFiles = body.envFiles().stream().map(play::beside).toList();
    List<String> profiles = body.profiles().stream().map(s -> String.valueOf(s.text())).toList();
    return new Overlay(types).over(made(files, envFiles, profiles, placement.get()), body.more());
  }

  /** A Compose file in place of Flocker's application file. */
  List<Tree> resources(Play.TwoFiles body) {
    return deployed(body.deployment())
        .map(where -> made(List.of(play.beside(body.application())), List.of(), List.of(), where))
        .orElse(List.of());
  }

  private List<Tree> made(
      List<NamedFile> files, List<NamedFile> envFiles, List<String> profiles, Placement where) {
    ResourceType<?, ?> container = types.get("container");
    ComposeFiles compose =
        new ComposeFiles(
            environment,
            container == null ? null : container.declared(),
            exposed,
            problems,
            warnings);
    List<Tree> made =
        compose.resources(
            new ComposeFiles.Source(files, envFiles, profiles, play.project()),
            where,
            play.folder());
    made.forEach(templates::literal);
    return made;
  }

  private Optional<Placement> deployed(Tree.Scalar deployment) {
    return new Deployment(problems).placed(play.beside(deployment), hosts).map(Placement::of);
  }

  /** Its values may be templates, as any {@code on}. */
  private Optional<Placement> placed(Play.Compose body) {
    if (body.on().isEmpty() && hosts.size() > 1) {
      problems.add(
          body.files().getFirst().place(),
          "compose",
          "nothing says on which of " + String.join(", ", hosts) + " its services run",
          "add on: {SERVICE: NODE, \"*\": NODE}, or a deployment");
      return Optional.empty();
    }
    if (body.on().isEmpty()) {
      return Optional.of(Placement.ANYWHERE);
    }
    Map<String, Tree> named = new LinkedHashMap<>();
    List<Tree> rest = new ArrayList<>();
    for (Tree.Entry e : body.on().get().entries()) {
      Tree on = Trees.isNull(e.value()) ? new Tree.Sequence(e.place(), List.of()) : e.value();
      if (e.key().equals(REST)) {
        rest.add(on);
      } else {
        named.put(e.key(), on);
      }
    }
    return Optional.of(new Placement(named, rest.stream().findFirst(), !rest.isEmpty()));
  }
}

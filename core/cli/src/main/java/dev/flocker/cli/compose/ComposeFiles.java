package dev.flocker.cli.compose;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problems;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns Compose files into resources. */
public final class ComposeFiles {

  /**
   * What is read.
   *
   * @param files each merged into those before it; relative paths lead from the first one's folder
   * @param envFiles in place of {@code .env} beside the first; may be empty
   * @param profiles those that are asked for
   * @param project what {@code COMPOSE_PROJECT_NAME} stands for
   */
  public record Source(
      List<NamedFile> files, List<NamedFile> envFiles, List<String> profiles, String project) {}

  private final Map<String, String> environment;
  private final @Nullable Schema<?> containers;
  private final Exposed exposed;
  private final Remarks remarks;

  /**
   * @param environment of the controller; its variables win over those of files
   * @param containers which keys a container has; null if no plugin has containers
   * @param exposed what nodes say of the ports of images; it is told of those that matter
   * @param notes is told what is otherwise than with Docker Compose
   */
  public ComposeFiles(
      Map<String, String> environment,
      @Nullable Schema<?> containers,
      Exposed exposed,
      Problems problems,
      Consumer<String> notes) {
    this.environment = environment;
    this.containers = containers;
    this.exposed = exposed;
    this.remarks = new Remarks(problems, notes);
  }

  /**
   * The resources, as a playbook would list them, but that nothing in them is a template.
   *
   * @param base the folder of that playbook
   */
  public List<Tree> resources(Source source, Placement placement, Path base) {
    Path first = source.files().getFirst().file().toAbsolutePath().getParent();
    Path folder = first == null ? base : first;
    Environment variables = variables(source, folder);
    Application application =
        new ComposeLoader(remarks).load(source.files(), "Compose file", folder, variables);
    if (application.services().entries().isEmpty() && !remarks.wrong()) {
      remarks.problem(
          application.model().place(),
          "Compose file",
          "has no services",
          "write services: {NAME: {image: ...}}");
    }
    Translation translation =
        new Translation(
            application,
            running(application, placement, profiles(source, variables)),
            new ContainerNames(application.services(), remarks),
            new Vocabulary(containers),
            new LocalPaths(folder, base, environment.getOrDefault("HOME", "")),
            exposed,
            remarks);
    return new ComposeMapper(translation, placement).resources();
  }

  private Environment variables(Source source, Path folder) {
    Map<String, String> found = new LinkedHashMap<>();
    Substitution.Lookup known =
        name -> environment.containsKey(name) ? environment.get(name) : found.get(name);
    for (NamedFile file : source.envFiles()) {
      found.putAll(EnvFile.read(file.file(), false, known, file.place(), remarks));
    }
    Path usual = folder.resolve(".env");
    if (source.envFiles().isEmpty() && Files.isRegularFile(usual)) {
      found.putAll(EnvFile.read(usual, false, known, source.files().getFirst().place(), remarks));
    }
    return new Environment(environment)
        .or(found)
        .or(Map.of("COMPOSE_PROJECT_NAME", source.project()));
  }

  private static Profiles profiles(Source source, Environment variables) {
    Set<String> asked = new LinkedHashSet<>(source.profiles());
    String usual = variables.get("COMPOSE_PROFILES");
    if (asked.isEmpty() && usual != null) {
      asked.addAll(List.of(usual.split("\\s*,\\s*", -1)));
    }
    return new Profiles(asked);
  }

  /** A service that is named runs, whatever its profiles say. */
  private List<String> running(Application application, Placement placement, Profiles profiles) {
    List<String> running = new ArrayList<>();
    List<String> names = application.services().entries().stream().map(Tree.Entry::key).toList();
    placement
        .named()
        .forEach(
            (name, on) -> {
              if (!names.contains(name) && !names.isEmpty()) {
                unknown(name, on, names);
              }
            });
    for (String name : names) {
      Tree on = placement.named().get(name);
      boolean named = on != null && !(on instanceof Tree.Sequence s && s.items().isEmpty());
      boolean other = on == null && placement.others() && profiles.has(application.service(name));
      if (named || other) {
        running.add(name);
      }
    }
    return running;
  }

  private void unknown(String name, Tree on, List<String> names) {
    Place place = Trees.items(on).isEmpty() ? on.place() : Trees.items(on).getFirst().place();
    remarks.problem(
        place, "on", "there is no service \"" + name + "\"", Nearest.remedy(name, names));
  }
}

package dev.flocker.cli.command.act;

import dev.flocker.api.ResourceType;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Sorted;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.compose.ComposeFiles;
import dev.flocker.cli.compose.ConvertedPlaybook;
import dev.flocker.cli.compose.Exposed;
import dev.flocker.cli.compose.Placement;
import dev.flocker.cli.flocker1.Deployment;
import dev.flocker.cli.yaml.NamedFile;
import dev.flocker.cli.yaml.TextFile;
import dev.flocker.cli.yaml.YamlWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compose",
    description = "Turn Compose files into playbooks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {})
public final class ComposeCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new WrongInput("a command is missing", "say flocker compose convert FILE");
  }

  @Command(
      name = "convert",
      description = {
        "Print the playbook that Compose files amount to.",
        "",
        "What is not taken over is said. Paths in the playbook lead from this folder.",
        "The values of all variables stand in it, passwords too."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  flocker compose convert compose.yaml >site.yml",
        "  flocker compose convert compose.yaml compose.prod.yaml \\",
        "      --deployment deployment.yml --profile web"
      })
  public static final class Convert implements Callable<Integer> {

    private final App app;
    private final List<Problem> problems = new ArrayList<>();

    @Option(
        names = "--deployment",
        paramLabel = "FILE",
        description = "Where each service runs; without it everything is for one node.")
    private @Nullable Path deployment;

    @Option(names = "--profile", paramLabel = "NAME", description = "A profile that is on.")
    private List<String> profiles = new ArrayList<>();

    @Option(
        names = "--env-file",
        paramLabel = "FILE",
        description = "Variables, in place of .env beside the first file.")
    private List<Path> envFiles = new ArrayList<>();

    @Option(
        names = "--project",
        paramLabel = "NAME",
        defaultValue = "default",
        description = "Which project they are (default \"default\").")
    private String project = "default";

    @Parameters(
        arity = "1..*",
        paramLabel = "FILE",
        description = "Compose files, each merged into those before it.")
    private List<Path> files = new ArrayList<>();

    public Convert(App app) {
      this.app = app;
    }

    @Override
    public Integer call() {
      ResourceType<?, ?> container =
          app.types(false).all().stream()
              .filter(t -> t.name().equals("container"))
              .findFirst()
              .orElse(null);
      List<Tree> resources = new ArrayList<>();
      ComposeFiles compose =
          new ComposeFiles(
              app.environment(),
              container == null ? null : container.declared(),
              Exposed.never(),
              problems::add,
              app.console()::err);
      placement()
          .ifPresent(
              where ->
                  resources.addAll(
                      compose.resources(source(), where, Path.of("").toAbsolutePath())));
      if (!problems.isEmpty()) {
        Sorted.of(problems).forEach(p -> app.console().err(p.toString()));
        return Exit.WRONG_INPUT.code();
      }
      YamlWriter.lines(ConvertedPlaybook.of(project, resources)).forEach(app.console()::out);
      return Exit.DONE.code();
    }

    private ComposeFiles.Source source() {
      return new ComposeFiles.Source(named(files), named(envFiles), profiles, project);
    }

    private static List<NamedFile> named(List<Path> paths) {
      return paths.stream().map(Convert::named).toList();
    }

    private static NamedFile named(Path path) {
      return new NamedFile(path.toAbsolutePath(), Place.of(TextFile.shown(path)));
    }

    private Optional<Placement> placement() {
      Path file = deployment;
      if (file == null) {
        return Optional.of(Placement.ANYWHERE);
      }
      return new Deployment(problems::add)
          .placed(named(file), Deployment.nodes(file))
          .map(Placement::of);
    }
  }
}

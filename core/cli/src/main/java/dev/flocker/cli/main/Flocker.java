package dev.flocker.cli.main;

import dev.flocker.api.value.Problem;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.PluginFolder;
import dev.flocker.cli.command.Settings;
import dev.flocker.cli.command.Sorted;
import dev.flocker.node.plugin.Plugins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code flocker}. */
@Command(
    name = "flocker",
    description = {
      "Runs containers on several servers, and moves them together with their data.",
      "",
      "Write what should run where in a playbook. flocker looks at every node over",
      "SSH, says what differs, and makes it so. Nothing is installed beforehand."
    },
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker doctor -i hosts.yml              are the nodes ready?",
      "  flocker run -i hosts.yml site.yml        make them match",
      "  flocker state -i hosts.yml               what runs where",
      "",
      "Settings come from the command line, else from the environment",
      "(FLOCKER_INVENTORY for --inventory, and so on), else from flocker.yml beside",
      "the playbook or above it."
    })
public final class Flocker implements Runnable {

  public static final String VERSION = "flocker " + Plugins.VERSION;

  private final App app;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help.")
  public boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  public boolean version;

  public Flocker(App app) {
    this.app = app;
  }

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = {
        "Folder of third parties' plugins (default: where a playbook is named, the",
        "folder \"plugins\" beside flocker.yml, or else beside the playbook)."
      })
  public void plugins(@Nullable Path directory) {
    if (directory != null && !Files.isDirectory(directory)) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--plugins: no folder " + directory);
    }
    if (directory != null) {
      app.folder().choose(directory);
    }
  }

  public static void main(String[] arguments) {
    App app = Production.app(System.getenv(), List.of(arguments), System.nanoTime());
    Interruption.exitWith(() -> run(List.of(arguments), app));
  }

  /** Runs one command line; returns its exit code. */
  public static int run(List<String> arguments, App app) {
    CommandLine line = commandLine(app, arguments);
    List<Problem> problems = new ArrayList<>();
    Asked asked = Asked.by(line, arguments);
    Optional<Path> file =
        Settings.find(asked.folder().orElse(Path.of("")), problems::add, app.console()::err);
    if (asked.verbose()) {
      file.ifPresent(f -> app.console().err("settings " + f));
    }
    plugins(asked.folder(), file, app);
    Settings settings =
        Settings.read(
            file,
            app.environment(),
            longOptions(line),
            () -> longOptions(commandLine(app)),
            problems::add);
    line.setDefaultValueProvider(settings);
    app.folder().pin(settings.pins());
    if (!problems.isEmpty()) {
      Sorted.of(problems).forEach(p -> app.console().err(p.toString()));
      asked.end(app);
      return Exit.WRONG_INPUT.code();
    }
    try {
      return line.execute(arguments.toArray(String[]::new));
    } catch (Error e) {
      // Exceptions are dealt with by then; this is a class that is missing, or memory.
      return new Faults(app).fault(e, false);
    }
  }

  /** Those beside a playbook belong to it; without one nobody said that they should run. */
  private static void plugins(Optional<Path> playbooks, Optional<Path> settings, App app) {
    Path beside = settings.map(Path::getParent).or(() -> playbooks).orElse(Path.of(""));
    Path directory = beside.resolve(PluginFolder.NAME);
    if (playbooks.isPresent()) {
      app.folder().choose(directory);
    } else {
      app.folder().leave(directory);
    }
  }

  /** The whole of it. */
  public static CommandLine commandLine(App app) {
    return commandLine(app, List.of());
  }

  /** Without the commands that were not given, if one was: picocli takes its time for each. */
  private static CommandLine commandLine(App app, List<String> arguments) {
    Map<String, Supplier<Object>> commands = Commands.of(app);
    if (!arguments.isEmpty()
        && commands.containsKey(arguments.getFirst())
        && !arguments.getFirst().equals(CompletionCommand.NAME)) {
      commands.keySet().retainAll(Set.of(arguments.getFirst()));
    }
    CommandLine line = new CommandLine(new Flocker(app));
    // "-e @vars.yml" is flocker's to read, not a file of arguments.
    line.setExpandAtFiles(false);
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    line.getCommandSpec().version(VERSION);
    Converters.register(line);
    Faults faults = new Faults(app);
    line.setParameterExceptionHandler(faults);
    line.setExecutionExceptionHandler(faults);
    Map<String, String> codes = new LinkedHashMap<>();
    Arrays.stream(Exit.values())
        .sorted(Comparator.comparingInt(Exit::code))
        .forEach(e -> codes.put(" " + e.code(), e.meaning()));
    for (CommandLine command : Asked.all(line)) {
      command.setUsageHelpWidth(80);
      command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
      command.getCommandSpec().usageMessage().exitCodeList(codes);
    }
    return line;
  }

  public static Set<String> longOptions(CommandLine line) {
    Set<String> names = new LinkedHashSet<>();
    for (CommandLine command : Asked.all(line)) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        names.add(option.longestName().substring(2));
      }
    }
    return names;
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "a command is missing");
  }
}

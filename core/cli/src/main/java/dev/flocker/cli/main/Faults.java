package dev.flocker.cli.main;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.PluginFolder;
import dev.flocker.cli.command.Settings;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.plugin.BadPlugin;
import dev.flocker.node.plugin.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What is said of a command that could not be carried out, and how it then ends. */
public final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final App app;
  private final Console console;
  private final PluginFolder folder;

  public Faults(App app) {
    this.app = app;
    this.console = app.console();
    this.folder = app.folder();
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    console.err(source(e).orElse("flocker") + ": " + e.getMessage());
    console.err("see \"" + command.getCommandSpec().qualifiedName() + " --help\"");
    CommandLine whole = command;
    while (whole.getParent() != null) {
      whole = whole.getParent();
    }
    Asked.by(whole, List.of(arguments)).end(app);
    return Exit.WRONG_INPUT.code();
  }

  /** Where the value that is wrong stands, if that is not the command line. */
  private static Optional<String> source(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (!(e.getArgSpec() instanceof OptionSpec option)
        || !(command.getDefaultValueProvider() instanceof Settings settings)
        || e.getValue() == null
        || !e.getValue().equals(settings.defaultValue(option))) {
      return Optional.empty();
    }
    return settings.source(option);
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return switch (e) {
      case NodeTrouble.Cancelled c -> {
        console.err("flocker: interrupted; nothing was changed");
        yield Exit.INTERRUPTED.code();
      }
      case NodeTrouble trouble -> {
        console.err("flocker: " + trouble.getMessage());
        yield Exit.of(trouble).code();
      }
      case BadPlugin bad -> {
        console.err("flocker: " + bad.getMessage());
        yield Exit.PLUGIN_AT_FAULT.code();
      }
      case WrongInput wrong -> {
        console.err("flocker: " + wrong.getMessage());
        yield Exit.WRONG_INPUT.code();
      }
      default -> fault(e, verbose(parsed));
    };
  }

  /** Says whose fault it is in one sentence, and where the details are. */
  public int fault(Throwable e, boolean verbose) {
    Optional<Origin> plugin = folder.toBlame(e);
    String whose =
        plugin
            .map(p -> "plugin " + p + " is at fault (" + e + "); report this to its author")
            .orElse("this is a fault of flocker's own (" + e + "); please report it");
    console.err("flocker: " + whose);
    details(e, verbose);
    return (plugin.isPresent() ? Exit.PLUGIN_AT_FAULT : Exit.OWN_FAULT).code();
  }

  private void details(Throwable e, boolean verbose) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    if (verbose) {
      trace.toString().lines().forEach(console::err);
      return;
    }
    try {
      Path file = Files.createTempFile("flocker-", ".log");
      Files.writeString(file, console.masked(trace.toString()));
      console.err("the details are in " + file);
    } catch (IOException full) {
      console.err("-v shows the details");
    }
  }

  private static boolean verbose(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("-v");
  }
}

package dev.flocker.cli.main;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.console.Recap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * What a command line asks for, as far as it can be understood: parts of it may be wrong.
 *
 * @param command the innermost one that it names
 */
public record Asked(ParseResult command) {

  public static Asked by(CommandLine line, List<String> arguments) {
    List<CommandLine> all = all(line);
    all.forEach(c -> c.getCommandSpec().parser().collectErrors(true));
    try {
      ParseResult parsed = line.parseArgs(arguments.toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      return new Asked(parsed);
    } finally {
      all.forEach(c -> c.getCommandSpec().parser().collectErrors(false));
    }
  }

  /** A command and all below it. */
  public static List<CommandLine> all(CommandLine line) {
    List<CommandLine> all = new ArrayList<>(List.of(line));
    new LinkedHashSet<>(line.getSubcommands().values()).forEach(c -> all.addAll(all(c)));
    return all;
  }

  /** Of the playbook, or the first of several; empty if the command names none. */
  public Optional<Path> folder() {
    return command.matchedPositionals().stream()
        .flatMap(Asked::playbooks)
        .flatMap(file -> Optional.ofNullable(file.toAbsolutePath().getParent()).stream())
        .findFirst();
  }

  private static Stream<Path> playbooks(ArgSpec argument) {
    Object value = argument.getValue();
    boolean several = value instanceof List<?> && argument.paramLabel().equals("PLAYBOOK");
    List<?> named = several ? (List<?>) value : List.of(Optional.ofNullable(value).orElse(""));
    return named.stream().filter(Path.class::isInstance).map(Path.class::cast);
  }

  public boolean verbose() {
    return command.hasMatchedOption("-v");
  }

  /** A script that reads what becomes of a run waits for the end, even if there is no beginning. */
  public void end(App app) {
    for (CommandSpec mixin : command.commandSpec().mixins().values()) {
      if (mixin.userObject() instanceof RunFlags flags && flags.output == RunFlags.Format.json) {
        flags
            .output(app.console())
            .recap(Recap.of(List.of(), Set.of(), flags.check, app.elapsed()));
      }
    }
  }
}

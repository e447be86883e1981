package dev.flocker.cli.main;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = CompletionCommand.NAME,
    description = "Print what makes bash and zsh complete flocker's commands and options.",
    footerHeading = "%nExamples:%n",
    footer = "  source <(flocker completion)")
public final class CompletionCommand implements Callable<Integer> {

  public static final String NAME = "completion";

  private final App app;

  @Spec private @Nullable CommandSpec spec;

  public CompletionCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    app.console()
        .out(AutoComplete.bash("flocker", Objects.requireNonNull(spec).root().commandLine()));
    return Exit.DONE.code();
  }
}

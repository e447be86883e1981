package dev.flocker.cli.command.see;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "plugin",
    description = "Show the plugins.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {})
public final class PluginCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new WrongInput("a command is missing", "say flocker plugin ls");
  }

  @Command(
      name = "ls",
      description = "List the resource types, who provides each, and the plugin that brings it.",
      footerHeading = "%nExamples:%n",
      footer = "  flocker plugin ls")
  public static final class Ls implements Callable<Integer> {

    private final App app;

    public Ls(App app) {
      this.app = app;
    }

    @Override
    public Integer call() {
      Plugins plugins = app.plugins();
      app.folder().listed().forEach(app.console()::out);
      for (ResourceType<?, ?> type : plugins.types()) {
        List<Provider<?, ?>> providers = plugins.providers(type.name());
        providers.forEach(p -> print(type, p.name(), plugins.originOf(p)));
        if (providers.isEmpty()) {
          print(type, "nothing", plugins.originOf(type));
        }
      }
      return Exit.DONE.code();
    }

    private void print(ResourceType<?, ?> type, String provider, Origin origin) {
      String jar = origin.jar().map(file -> "  " + file).orElse("");
      app.console()
          .out("%-12s provided by %-12s from %s".formatted(type.name(), provider, origin + jar));
    }
  }
}

package dev.flocker.cli.main;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.PluginFolder;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.session.Errand;
import dev.flocker.node.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts together what commands work with when a person runs them. */
public final class Production {

  private Production() {}

  public static App app(Map<String, String> environment, List<String> arguments, long started) {
    // Set by the script that starts flocker.
    Path installation = Path.of(System.getProperty("flocker.home", "."));
    PluginFolder folder = new PluginFolder(Plugins::load);
    return new App(
        Console.of(environment),
        environment,
        folder,
        new SshDialer(installation, folder),
        Errand.of(environment, arguments),
        started);
  }
}

package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.node.plugin.Plugins;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Puts together what commands work with when a person runs them. */
final class Production {

  private Production() {}

  static App app(Map<String, String> environment, long started) {
    // Set by the script that starts flocker.
    Path installation = Path.of(System.getProperty("flocker.home", "."));
    return new App(
        Console.of(environment),
        environment,
        () -> Plugins.load(Optional.of(installation.resolve("plugins"))),
        new SshDialer(installation),
        started);
  }
}

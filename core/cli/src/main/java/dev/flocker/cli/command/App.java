package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.cli.plan.Types;
import dev.flocker.node.plugin.Plugins;
import java.time.Duration;
import java.util.Map;

/**
 * What commands work with.
 *
 * @param environment of this process
 * @param folder of third parties' plugins; only commands that need plugins load them
 * @param started {@code System.nanoTime()} when the command began
 */
record App(
    Console console,
    Map<String, String> environment,
    PluginFolder folder,
    Dialer dialer,
    long started) {

  Types types() {
    Plugins loaded = folder.plugins();
    return new Types(loaded.types(), loaded.providers());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}

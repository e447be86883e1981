package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.cli.plan.Types;
import dev.flocker.node.plugin.Plugins;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What commands work with.
 *
 * @param environment of this process
 * @param plugins loads them; only commands that need them do
 * @param started {@code System.nanoTime()} when the command began
 */
record App(
    Console console,
    Map<String, String> environment,
    Supplier<Plugins> plugins,
    Dialer dialer,
    long started) {

  Types types() {
    Plugins loaded = plugins.get();
    return new Types(loaded.types(), loaded.providers());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}

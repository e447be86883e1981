package dev.flocker.cli.command;

import dev.flocker.cli.console.Console;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.Errand;
import dev.flocker.node.plugin.Plugins;
import java.time.Duration;
import java.util.Map;

/**
 * What commands work with.
 *
 * @param environment of this process
 * @param folder of third parties' plugins; only commands that need plugins load them
 * @param errand who it is that runs this command
 * @param started {@code System.nanoTime()} when the command began
 */
public record App(
    Console console,
    Map<String, String> environment,
    PluginFolder folder,
    Dialer dialer,
    Errand errand,
    long started) {

  /**
   * @param verbose whether to say which jars they come from
   */
  public Types types(boolean verbose) {
    Plugins loaded = plugins();
    if (verbose) {
      folder.listed().forEach(jar -> console.err("plugin " + jar));
    }
    return new Types(loaded.types(), loaded.providers());
  }

  /** Says which jars are left out as nobody named them. */
  public Plugins plugins() {
    folder
        .left()
        .forEach(
            jar ->
                console.err(
                    jar
                        + " is not loaded: no playbook was named; give --plugins "
                        + jar.getParent()));
    return folder.plugins();
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}

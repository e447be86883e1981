package dev.flocker.cli.command;

import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The folder with third parties' jars, and the plugins that are known once it was chosen. */
final class PluginFolder {

  /** Its name, beside {@code flocker.yml} or else beside the playbook. */
  static final String NAME = "plugins";

  private final Function<List<Path>, Plugins> loader;
  private List<Path> jars = List.of();
  private @Nullable Plugins loaded;

  PluginFolder(Function<List<Path>, Plugins> loader) {
    this.loader = loader;
  }

  /** Chooses a directory; it need not be there. */
  void choose(Path directory) {
    jars = Plugins.jarsIn(directory);
  }

  List<Path> jars() {
    return jars;
  }

  /**
   * Loads them, the first time.
   *
   * @throws dev.flocker.node.plugin.BadPlugin if one cannot be used
   */
  Plugins plugins() {
    if (loaded == null) {
      loaded = loader.apply(jars);
    }
    return loaded;
  }

  /** The third party's plugin in whose code something was thrown. */
  Optional<Origin> toBlame(Throwable thrown) {
    return Optional.ofNullable(loaded).flatMap(plugins -> plugins.toBlame(thrown));
  }
}

package dev.flocker.node.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The plugin that something comes from.
 *
 * @param id {@code flocker} for flocker's own
 * @param jar of a third party; empty for flocker's own
 */
public record Origin(String id, String version, Optional<Path> jar) {

  static final Origin OWN = new Origin("flocker", Plugins.VERSION, Optional.empty());

  @Override
  public String toString() {
    return id + " " + version;
  }
}

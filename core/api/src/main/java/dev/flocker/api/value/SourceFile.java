package dev.flocker.api.value;

import java.util.Optional;

/**
 * A file on the controller that is rendered as a template, or taken as it is. In a playbook it is
 * the file's path, relative to the file that names it.
 *
 * @param source as written in the playbook
 * @param file the file as it is
 * @param text what it renders to; secret, as secrets may have gone in; empty if it does not render
 * @param problem why not, with a remedy; else empty
 * @since 0.1
 */
public record SourceFile(String source, LocalFile file, Optional<Secret> text, String problem) {

  /**
   * What it renders to. A record that always wants it asks in its constructor, so that the problem
   * is told with its place.
   *
   * @throws IllegalArgumentException with cause and remedy, if it does not render
   */
  public Secret rendered() {
    return text.orElseThrow(() -> new IllegalArgumentException(problem));
  }
}

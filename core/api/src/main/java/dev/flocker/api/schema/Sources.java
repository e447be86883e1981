package dev.flocker.api.schema;

import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.RenderedFile;
import dev.flocker.api.value.Tree;

/**
 * What decoding a playbook may need of the controller's file system.
 *
 * @since 0.1
 */
public interface Sources {

  /**
   * Finds a file that a playbook names, relative to that playbook.
   *
   * @throws IllegalArgumentException with cause and remedy, if it is not there or cannot be read
   */
  LocalFile local(Tree.Scalar path);

  /**
   * Reads and renders a file that a playbook names.
   *
   * @throws IllegalArgumentException with cause and remedy, if it is not there or does not render
   */
  RenderedFile render(Tree.Scalar path);

  /** For trees that name no files: those that came over the wire carry both kinds whole. */
  Sources NONE =
      new Sources() {
        @Override
        public LocalFile local(Tree.Scalar path) {
          throw new IllegalArgumentException("a file cannot be named here; remove it");
        }

        @Override
        public RenderedFile render(Tree.Scalar path) {
          throw new IllegalArgumentException("a file cannot be named here; remove it");
        }
      };
}

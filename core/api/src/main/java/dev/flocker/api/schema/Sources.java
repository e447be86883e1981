package dev.flocker.api.schema;

import dev.flocker.api.value.LocalFile;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.SourceFile;
import dev.flocker.api.value.Tree;
import dev.flocker.api.value.VariablesFile;

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
   * Finds a folder that a playbook names, relative to that playbook.
   *
   * @throws IllegalArgumentException with cause and remedy, if it is not there or cannot be read
   */
  LocalFolder folder(Tree.Scalar path);

  /**
   * Finds a file that a playbook names, and renders it; that it does not render is in the result.
   *
   * @throws IllegalArgumentException with cause and remedy, if it is not there or cannot be read
   */
  SourceFile source(Tree.Scalar path);

  /**
   * Reads a file of variables that a playbook names, relative to that playbook.
   *
   * @throws IllegalArgumentException with cause and remedy, if it cannot be read
   */
  VariablesFile variables(Tree.Scalar path);

  /** For trees that name no files: those that came over the wire carry all kinds whole. */
  Sources NONE =
      new Sources() {
        @Override
        public LocalFile local(Tree.Scalar path) {
          throw noneHere();
        }

        @Override
        public LocalFolder folder(Tree.Scalar path) {
          throw noneHere();
        }

        @Override
        public SourceFile source(Tree.Scalar path) {
          throw noneHere();
        }

        @Override
        public VariablesFile variables(Tree.Scalar path) {
          throw noneHere();
        }

        private IllegalArgumentException noneHere() {
          return new IllegalArgumentException("a file cannot be named here; remove it");
        }
      };
}

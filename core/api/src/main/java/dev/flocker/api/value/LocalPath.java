package dev.flocker.api.value;

/**
 * A file or a folder on the controller that a node may need whole. A node half gets at it through
 * {@code Host.fetch}.
 *
 * @since 0.1
 */
public sealed interface LocalPath permits LocalFile, LocalFolder {

  /** Absolute, on the controller. */
  String path();
}

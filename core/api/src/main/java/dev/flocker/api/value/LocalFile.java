package dev.flocker.api.value;

/**
 * A file on the controller that a node may need whole, such as an image's archive. In a playbook
 * its path is relative to the file that names it. A node half gets at it through {@code
 * Host.fetch}.
 *
 * @param path absolute, on the controller
 * @param size in bytes
 * @since 0.1
 */
public record LocalFile(String path, long size) {}

package dev.flocker.api.value;

/**
 * A file on the controller, rendered as a template. In a playbook it is the file's path, relative
 * to the file that names it.
 *
 * @param source as written in the playbook
 * @param content after rendering; secret, as secrets may have gone in
 * @since 0.1
 */
public record RenderedFile(String source, Secret content) {}

package dev.flocker.api.value;

import java.util.Map;

/**
 * A file on the controller that holds variables as {@code .env} does for Docker Compose. In a
 * playbook it is the file's path, relative to the file that names it.
 *
 * @param source as written in the playbook
 * @param variables in their order
 * @since 0.1
 */
public record VariablesFile(String source, Map<String, Secret> variables) {}

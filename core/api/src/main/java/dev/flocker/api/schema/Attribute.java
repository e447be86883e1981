package dev.flocker.api.schema;

import java.util.Optional;

/**
 * One key of a schema.
 *
 * @param key as written in a playbook, in snake case
 * @param fallback what is taken when the key is not written; empty where it is required or stays
 *     absent
 * @param doc from {@link Doc}; empty if it has none
 * @since 0.1
 */
public record Attribute(
    String key,
    Type type,
    boolean required,
    Optional<String> fallback,
    String doc,
    long min,
    long max) {}

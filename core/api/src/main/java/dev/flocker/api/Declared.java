package dev.flocker.api;

import dev.flocker.api.value.Place;
import java.util.List;

/**
 * A resource as a playbook declares it, checked by its schema.
 *
 * @param on names of the nodes that its {@code on} selects, in inventory order; empty if it has
 *     none
 * @param place where it is declared, for messages
 * @since 0.1
 */
public record Declared<D extends Record>(Ref ref, D spec, List<String> on, Place place) {}

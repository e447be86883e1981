package dev.flocker.cli.model;

import dev.flocker.api.Declared;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Tree;
import java.util.Set;

/**
 * A resource of a playbook, with the keys that every type has.
 *
 * @param written its own keys, after templates and without the common ones: an implied resource of
 *     this name takes them over
 * @param absent {@code state: absent}: to be removed
 * @param selected false if its {@code when} is false: named, so not removed, but not touched either
 * @param tags its own and its play's
 * @param sources finds the files that it names
 */
public record Item(
    Declared<?> declared,
    Tree.Mapping written,
    boolean absent,
    boolean selected,
    Set<String> tags,
    Sources sources) {}

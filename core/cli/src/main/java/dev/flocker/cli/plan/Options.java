package dev.flocker.cli.plan;

import dev.flocker.cli.model.Selection;
import java.util.Set;

/**
 * What the user allows.
 *
 * @param allowDestroy whether data that is declared absent may be destroyed
 * @param assumeAbsent nodes that, unseen, are taken to hold no copy of a new volume
 * @param startStopped whether what a person stopped is started again
 */
public record Options(
    Selection selection, boolean allowDestroy, Set<String> assumeAbsent, boolean startStopped) {}

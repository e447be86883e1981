package dev.flocker.cli.plan;

import dev.flocker.api.Ref;

/**
 * Data that goes from one node to another.
 *
 * @param handoff whether ownership goes too; else it is a copy
 */
public record DataMove(Ref ref, String provider, String from, String to, boolean handoff) {}

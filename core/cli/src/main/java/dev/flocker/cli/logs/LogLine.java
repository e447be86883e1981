package dev.flocker.cli.logs;

import java.time.Instant;

/**
 * A line of a log.
 *
 * @param time when it was written, by its node's clock
 * @param stamp the same as its node says it; empty where it says none
 * @param bytes how many it took on the way
 */
public record LogLine(Instant time, String stamp, String text, int bytes) {}

package dev.flocker.cli.run;

/**
 * A time that has passed.
 *
 * @param from what {@code System.nanoTime()} said then
 * @param to not before {@code from}
 */
public record Span(long from, long to) {}

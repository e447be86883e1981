package dev.flocker.cli.run;

import dev.flocker.api.Ref;
import java.util.Set;

/**
 * A time in which visitors were not served, as the controller saw it: from just before newcomers
 * were held until all that leads them was turned.
 *
 * @param about what was stopped
 * @param from the node where it was stopped
 * @param to the node where it was to start, which may be the same; empty if it was to go for good
 * @param held whether newcomers waited; else they were turned away
 */
public record Downtime(Set<Ref> about, String from, String to, boolean held, Span span) {}

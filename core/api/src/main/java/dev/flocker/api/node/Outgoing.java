package dev.flocker.api.node;

import java.util.List;
import java.util.Map;

/**
 * What is about to be sent of a copy.
 *
 * @param bytes about what it takes up where it is received; too little rather than too much, so
 *     that nothing is refused that would have fitted
 * @param properties settings of this copy that no stream carries, and that the others are to have
 * @param features how it is to be sent: what both ends have in common, less what does not apply
 * @since 0.1
 */
public record Outgoing(long bytes, Map<String, String> properties, List<String> features) {}

package dev.flocker.api;

import java.util.Map;

/**
 * A node of the inventory.
 *
 * @param name as the inventory calls it
 * @param address how other nodes reach it: a host name or an IP address
 * @param variables its own and its groups' variables that begin with {@code flocker_}
 * @since 0.1
 */
public record NodeInfo(String name, String address, Map<String, String> variables) {}

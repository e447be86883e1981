package dev.flocker.cli.session;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a node says of itself.
 *
 * @param id the same after a reboot and a change of name or address: its machine id
 * @param facts for templates, by name: {@code hostname}, {@code machine}, {@code kernel}, {@code
 *     distribution}, {@code cpus}, {@code memory_bytes}
 * @param addresses its IP addresses, without those of loopback
 * @param listening TCP ports that something listens on
 * @param capabilities per {@code type/provider} found there, the interfaces that its node half
 *     implements
 */
public record NodeFacts(
    String id,
    Map<String, String> facts,
    List<String> addresses,
    Set<Integer> listening,
    Map<String, Set<String>> capabilities) {}

package dev.flocker.api;

import java.util.Map;

/**
 * A resource that another one brings along: a mount its volume. If the playbook declares one of
 * that name too, the keys written there win, key by key.
 *
 * @param ref what it is to be
 * @param spec plain values by key, as a playbook would write them
 * @param firm false if it only adds its keys where the playbook or another resource brings that one
 * @since 0.1
 */
public record Implied(Ref ref, Map<String, Object> spec, boolean firm) {}

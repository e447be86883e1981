package dev.flocker.api.node;

import java.util.List;
import java.util.Map;

/**
 * What a playbook would say of something that runs outside of flocker, so that it is taken over as
 * it is.
 *
 * @param type the resource type
 * @param keys as in a playbook: texts, numbers, true or false, lists and maps of these; no
 *     templates
 * @param secrets keys whose values are maps of texts that must not stand in a playbook
 * @param notes what of it has no place in a playbook, or should be looked at; whole sentences
 * @since 0.1
 */
public record Outside(
    String type,
    Map<String, Object> keys,
    Map<String, Map<String, String>> secrets,
    List<String> notes) {}

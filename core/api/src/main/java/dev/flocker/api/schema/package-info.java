/**
 * One description of a record, read from its components: it decodes playbooks and the wire, and is
 * what the documentation and the JSON Schema are made of.
 */
@NullMarked
package dev.flocker.api.schema;

import org.jspecify.annotations.NullMarked;

/** The JSON Schema of playbooks, for editors. */
@NullMarked
package dev.flocker.cli.schema;

import org.jspecify.annotations.NullMarked;

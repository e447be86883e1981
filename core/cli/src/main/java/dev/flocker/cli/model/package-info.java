/** What the playbooks declare, as plain data. */
@NullMarked
package dev.flocker.cli.model;

import org.jspecify.annotations.NullMarked;

/** Sessions with nodes over SSH, and what must be on a node before one begins. */
@NullMarked
package dev.flocker.cli.ssh;

import org.jspecify.annotations.NullMarked;

/** A conversation with one node, for the length of a run. */
@NullMarked
package dev.flocker.cli.session;

import org.jspecify.annotations.NullMarked;

/** Logs of several nodes as one. */
@NullMarked
package dev.flocker.cli.logs;

import org.jspecify.annotations.NullMarked;

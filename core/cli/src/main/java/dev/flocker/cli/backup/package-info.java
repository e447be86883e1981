/** Copies of data that moves, kept where flocker does not run. */
@NullMarked
package dev.flocker.cli.backup;

import org.jspecify.annotations.NullMarked;

/** The table of commands, and how one is found, set and ended. */
@NullMarked
package dev.flocker.cli.main;

import org.jspecify.annotations.NullMarked;

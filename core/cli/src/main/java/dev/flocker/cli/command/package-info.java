/** The command line: what each command does, in what order, and how it ends. */
@NullMarked
package dev.flocker.cli.command;

import org.jspecify.annotations.NullMarked;

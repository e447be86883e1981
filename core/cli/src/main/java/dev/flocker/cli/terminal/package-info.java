/** The terminal that flocker runs on, when a program on a node is to have it. */
@NullMarked
package dev.flocker.cli.terminal;

import org.jspecify.annotations.NullMarked;

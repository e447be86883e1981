/** Commands that look, and write nothing on any node. */
@NullMarked
package dev.flocker.cli.command.see;

import org.jspecify.annotations.NullMarked;

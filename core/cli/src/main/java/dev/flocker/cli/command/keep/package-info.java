/** Commands about what is kept: volumes, their copies and their owners. */
@NullMarked
package dev.flocker.cli.command.keep;

import org.jspecify.annotations.NullMarked;

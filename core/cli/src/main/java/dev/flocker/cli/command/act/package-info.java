/** Commands that make nodes do something now. */
@NullMarked
package dev.flocker.cli.command.act;

import org.jspecify.annotations.NullMarked;

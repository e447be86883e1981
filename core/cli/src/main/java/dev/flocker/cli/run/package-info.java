/** Does what a plan says: a graph of steps, side by side where nothing orders them. */
@NullMarked
package dev.flocker.cli.run;

import org.jspecify.annotations.NullMarked;

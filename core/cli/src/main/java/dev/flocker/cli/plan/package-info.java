/** From what is declared and what the nodes show to what has to be done: pure. */
@NullMarked
package dev.flocker.cli.plan;

import org.jspecify.annotations.NullMarked;

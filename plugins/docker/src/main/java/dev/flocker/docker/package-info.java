/** Containers, on Docker. */
@NullMarked
package dev.flocker.docker;

import org.jspecify.annotations.NullMarked;

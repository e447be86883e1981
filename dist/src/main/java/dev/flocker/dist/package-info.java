/** Puts flocker together at package time; not part of what runs. */
@NullMarked
package dev.flocker.dist;

import org.jspecify.annotations.NullMarked;

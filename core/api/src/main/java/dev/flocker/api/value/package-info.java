/** Values that cannot be wrong: each checks itself when it is made. */
@NullMarked
package dev.flocker.api.value;

import org.jspecify.annotations.NullMarked;

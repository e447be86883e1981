/** JSON as Docker prints it. */
@NullMarked
package dev.flocker.docker.json;

import org.jspecify.annotations.NullMarked;

/** The node as it is: programs, files, and what it says of itself. */
@NullMarked
package dev.flocker.node.host;

import org.jspecify.annotations.NullMarked;

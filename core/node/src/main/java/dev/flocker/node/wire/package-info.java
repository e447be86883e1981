/** What controller and node say to each other. */
@NullMarked
package dev.flocker.node.wire;

import org.jspecify.annotations.NullMarked;

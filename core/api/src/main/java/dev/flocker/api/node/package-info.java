/** The half of a resource type that works on a node. */
@NullMarked
package dev.flocker.api.node;

import org.jspecify.annotations.NullMarked;

/**
 * The process that runs on a node for the length of one run: it answers the controller's requests,
 * and ends soon after the connection does.
 */
@NullMarked
package dev.flocker.node;

import org.jspecify.annotations.NullMarked;

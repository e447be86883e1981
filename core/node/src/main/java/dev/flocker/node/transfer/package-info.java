/**
 * Streams from node to node under a key made for one transfer. The bytes go from program to program
 * through pipes, never through this process.
 */
@NullMarked
package dev.flocker.node.transfer;

import org.jspecify.annotations.NullMarked;

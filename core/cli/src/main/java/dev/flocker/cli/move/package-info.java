/**
 * How what holds data moves from node to node. The sequence is here, once, for every plugin; what
 * it consists of are the plugins' primitives. Every step is chosen from what the nodes show, never
 * from memory: {@link dev.flocker.cli.move.Ownership} decides, {@link dev.flocker.cli.move.Handoff}
 * and {@link dev.flocker.cli.move.Repairs} do.
 */
@NullMarked
package dev.flocker.cli.move;

import org.jspecify.annotations.NullMarked;

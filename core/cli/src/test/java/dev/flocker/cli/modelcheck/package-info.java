/**
 * A model checker of the protocol of moves: every state that a few nodes, runs and mishaps can
 * reach, with the real decisions and the real sequences.
 */
@NullMarked
package dev.flocker.cli.modelcheck;

import org.jspecify.annotations.NullMarked;

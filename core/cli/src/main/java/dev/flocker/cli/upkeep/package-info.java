/** What is due of data again and again: snapshots, replicas, and which snapshots go. Pure. */
@NullMarked
package dev.flocker.cli.upkeep;

import org.jspecify.annotations.NullMarked;

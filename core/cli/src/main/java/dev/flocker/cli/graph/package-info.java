/** What belongs where and leads where, as a picture that other programs draw. */
@NullMarked
package dev.flocker.cli.graph;

import org.jspecify.annotations.NullMarked;

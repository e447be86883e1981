/** What runs where, read from the nodes now. */
@NullMarked
package dev.flocker.cli.state;

import org.jspecify.annotations.NullMarked;

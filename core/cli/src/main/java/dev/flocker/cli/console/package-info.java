/** What flocker prints: lines for people, lines of JSON for scripts. Nothing else prints. */
@NullMarked
package dev.flocker.cli.console;

import org.jspecify.annotations.NullMarked;

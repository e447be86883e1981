/** What a run was, as one page to look at: collected while it goes on, drawn when it is over. */
@NullMarked
package dev.flocker.cli.report;

import org.jspecify.annotations.NullMarked;

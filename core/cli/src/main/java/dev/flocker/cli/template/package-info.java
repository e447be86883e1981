/** Handlebars over variables, where nothing is missing in silence and secrets stay secret. */
@NullMarked
package dev.flocker.cli.template;

import org.jspecify.annotations.NullMarked;

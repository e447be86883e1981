/** Files of text and YAML, read with the place of every value and with plain messages. */
@NullMarked
package dev.flocker.cli.yaml;

import org.jspecify.annotations.NullMarked;

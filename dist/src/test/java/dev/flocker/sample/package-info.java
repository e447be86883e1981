/** The plugin of a third party that docs/writing-a-plugin.md shows. */
@NullMarked
package dev.flocker.sample;

import org.jspecify.annotations.NullMarked;

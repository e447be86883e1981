/**
 * What can be said of a container, each in one place: {@link dev.flocker.docker.option.Options} is
 * the table.
 */
@NullMarked
package dev.flocker.docker.option;

import org.jspecify.annotations.NullMarked;

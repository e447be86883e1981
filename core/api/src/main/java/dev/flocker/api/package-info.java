/**
 * The controller's half of a resource type: pure functions from what is declared to what should be.
 */
@NullMarked
package dev.flocker.api;

import org.jspecify.annotations.NullMarked;

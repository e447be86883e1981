/**
 * flocker as its users have it: its command line against real nodes. Each class has nodes of its
 * own, fresh from {@code lab/lab}, and needs root to boot them.
 */
@NullMarked
package dev.flocker.lab;

import org.jspecify.annotations.NullMarked;

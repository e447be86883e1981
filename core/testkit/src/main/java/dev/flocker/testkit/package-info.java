/** What a plugin tests itself with: hosts, a topology, and the contract that every type holds. */
@NullMarked
package dev.flocker.testkit;

import org.jspecify.annotations.NullMarked;

/** What runs outside of flocker, written as a playbook that takes it over. */
@NullMarked
package dev.flocker.cli.adopt;

import org.jspecify.annotations.NullMarked;

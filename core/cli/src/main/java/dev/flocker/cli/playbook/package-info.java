/** Reads playbooks: plays to projects, resources to what their types declare. */
@NullMarked
package dev.flocker.cli.playbook;

import org.jspecify.annotations.NullMarked;

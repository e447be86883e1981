/** Ansible's inventories: hosts, groups, variables, patterns, and how each host is reached. */
@NullMarked
package dev.flocker.cli.inventory;

import org.jspecify.annotations.NullMarked;

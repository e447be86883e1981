/**
 * Flocker's own two files, and Compose files in place of the first, turned into resources as a
 * playbook would declare them. The one place where core names resource types, as that format fixes
 * what they are.
 */
@NullMarked
package dev.flocker.cli.flocker1;

import org.jspecify.annotations.NullMarked;

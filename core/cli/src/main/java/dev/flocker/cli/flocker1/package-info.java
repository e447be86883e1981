/**
 * Flocker's own two files, turned into resources as a playbook would declare them. Core names
 * resource types here and for Compose files alone, as those formats fix what they are.
 */
@NullMarked
package dev.flocker.cli.flocker1;

import org.jspecify.annotations.NullMarked;

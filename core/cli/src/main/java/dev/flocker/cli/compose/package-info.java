/**
 * Compose files as they are, turned into resources as a playbook would declare them.
 *
 * <p>{@code ComposeLoader} reads: variables are put in ({@code Interpolation}), every short form
 * becomes the long one ({@code Canonical}), {@code include}, {@code extends} and further files are
 * merged ({@code Merge}). {@code ComposeMapper} then turns each service that is on into a container
 * with its volumes and links; what becomes of each key stands in {@code ServiceKeys}. Like
 * Flocker's own two files the format fixes what the resource types are, so they are named here.
 */
@NullMarked
package dev.flocker.cli.compose;

import org.jspecify.annotations.NullMarked;

/**
 * Links and units, geard's way: systemd supervises a container, and what leads from its loopback to
 * other containers is put into its network namespace as it starts.
 */
@NullMarked
package dev.flocker.geard;

import org.jspecify.annotations.NullMarked;

/**
 * The resource type {@code volume}: a ZFS dataset with an owner, replicas and snapshots.
 *
 * <p>It speaks to ZFS by its command line alone, and keeps to what zfs-fuse (pool version 23) and
 * OpenZFS 2.1 to 2.4 have in common wherever that will do.
 */
@NullMarked
package dev.flocker.zfs;

import org.jspecify.annotations.NullMarked;

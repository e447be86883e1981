package dev.flocker.zfs;

import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.ByteSize;
import java.util.Map;
import java.util.Optional;

/**
 * A copy of a volume on one node.
 *
 * @param quota its {@code refquota}; empty for none, as on every replica, where it could only get
 *     in the way of a stream
 * @param mountpoint where it is mounted, or would be
 * @param properties of {@link Properties}, those that are set here and not inherited
 */
public record VolumeState(
    Optional<ByteSize> quota, AbsolutePath mountpoint, Map<String, String> properties) {

  /** Without properties of its own. */
  VolumeState(Optional<ByteSize> quota, AbsolutePath mountpoint) {
    this(quota, mountpoint, Map.of());
  }
}

package dev.flocker.zfs;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import org.pf4j.Extension;

/** Provides volumes as ZFS datasets. */
@Extension
public final class ZfsProvider implements Provider<Volume, VolumeState> {

  @Override
  public String type() {
    return VolumeType.NAME;
  }

  @Override
  public String name() {
    return "zfs";
  }

  @Override
  public boolean accepts(Volume spec) {
    return true;
  }

  @Override
  public NodeHalf<VolumeState> node() {
    return new ZfsNode();
  }
}

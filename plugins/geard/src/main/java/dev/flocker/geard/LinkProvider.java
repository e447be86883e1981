package dev.flocker.geard;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import org.pf4j.Extension;

/** Provides links by rules in the network namespaces of containers. */
@Extension
public final class LinkProvider implements Provider<LinkSpec, LinkState> {

  @Override
  public String type() {
    return LinkType.NAME;
  }

  @Override
  public String name() {
    return "geard";
  }

  @Override
  public boolean accepts(LinkSpec spec) {
    return true;
  }

  @Override
  public NodeHalf<LinkState> node() {
    return new LinkNode();
  }
}

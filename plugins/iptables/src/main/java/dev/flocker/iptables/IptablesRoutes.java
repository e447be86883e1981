package dev.flocker.iptables;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import org.pf4j.Extension;

/** Provides routes by iptables. */
@Extension
public final class IptablesRoutes implements Provider<Route, RouteState> {

  private final RouteNode node = new RouteNode();

  @Override
  public String type() {
    return RouteType.NAME;
  }

  @Override
  public String name() {
    return "iptables";
  }

  @Override
  public boolean accepts(Route spec) {
    return true;
  }

  @Override
  public NodeHalf<RouteState> node() {
    return node;
  }
}

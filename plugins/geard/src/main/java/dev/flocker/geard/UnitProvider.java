package dev.flocker.geard;

import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import org.pf4j.Extension;

/** Provides units by systemd. */
@Extension
public final class UnitProvider implements Provider<UnitSpec, UnitState> {

  @Override
  public String type() {
    return UnitType.NAME;
  }

  @Override
  public String name() {
    return "geard";
  }

  @Override
  public boolean accepts(UnitSpec spec) {
    return true;
  }

  @Override
  public NodeHalf<UnitState> node() {
    return new UnitNode();
  }
}

package dev.flocker.cli.fake;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import dev.flocker.cli.plan.Types;
import java.util.List;

/**
 * Types with every kind of relation there is: an app that uses data, a guard that supervises it, a
 * path that leads to it, a wire from it to another one.
 */
final class FakeTypes {

  private FakeTypes() {}

  /** All of them. */
  static Types all() {
    List<ResourceType<?, ?>> types =
        List.of(new AppType(), new DataType(), new GuardType(), new PathType(), new WireType());
    List<Provider<?, ?>> providers =
        types.stream().<Provider<?, ?>>map(t -> provider(t.name())).toList();
    return new Types(types, providers);
  }

  private static Provider<?, ?> provider(String type) {
    return type.equals("app") ? new FakeAppProvider() : new FakeProvider(type);
  }
}

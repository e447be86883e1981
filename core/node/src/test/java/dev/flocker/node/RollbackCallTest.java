package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Provider;
import dev.flocker.api.node.Version;
import dev.flocker.node.host.LocalHost;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Call;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is to go back goes to the plugin in one call, each with its own version. */
class RollbackCallTest {

  private static final Ref A = new Ref("thing", "a");
  private static final Ref B = new Ref("thing", "b");

  private final List<Object> back = new ArrayList<>();

  @Test
  void severalGoBackInOneCall() {
    perform(List.of("thing a", "thing b"), "1", "2");

    assertThat(back).containsExactly(Map.of(A, new Version("s", "1"), B, new Version("s", "2")));
  }

  @Test
  void asManyVersionsAsThingsAreNeeded() {
    assertThatThrownBy(() -> perform(List.of("thing a", "thing b"), "1"))
        .hasMessageContaining("as many versions as resources");
    assertThatThrownBy(() -> perform(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(back).isEmpty();
  }

  private void perform(List<String> refs, String... guids) {
    List<Map<String, String>> versions = new ArrayList<>();
    for (String guid : guids) {
      versions.add(Map.of("snapshot", "s", "guid", guid));
    }
    Object half =
        proxy(
            (p, method, given) -> {
              assertThat(method.getName()).isEqualTo("rollback");
              back.add(given[1]);
              return null;
            },
            NodeHalf.class,
            Movable.class);
    Object provider =
        proxy(
            (p, method, given) ->
                switch (method.getName()) {
                  case "type" -> "thing";
                  case "name" -> "notes";
                  default -> half;
                },
            Provider.class);
    Origin test = new Origin("test", "1.0.0", Optional.empty());
    Plugins plugins = new Plugins(Map.of(test, List.of(new MovableType(), provider)));
    new Dispatcher(plugins, new LocalHost(Path.of("/"), Map.of(), (file, p) -> Path.of("/")))
        .perform(
            new Call(
                "notes",
                Call.Operation.ROLLBACK,
                "shop",
                A,
                Map.of("refs", refs, "versions", versions)),
            Progress.NONE);
  }

  private static final class MovableType extends Things.Type {
    @Override
    public boolean movable() {
      return true;
    }
  }

  private static Object proxy(InvocationHandler handler, Class<?>... types) {
    return Proxy.newProxyInstance(RollbackCallTest.class.getClassLoader(), types, handler);
  }
}

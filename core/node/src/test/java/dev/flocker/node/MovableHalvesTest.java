package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Topology;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.api.node.Provider;
import dev.flocker.api.schema.Schema;
import dev.flocker.node.plugin.BadPlugin;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A type and its node half say the same of whether its data moves. */
class MovableHalvesTest {

  private static final Origin OTHER = new Origin("other", "1.0.0", Optional.empty());

  record Disk(String name) {}

  @Test
  void dataThatMovesNeedsAHalfThatMovesIt() {
    assertThatThrownBy(() -> plugins(true, NodeHalf.class))
        .isInstanceOf(BadPlugin.class)
        .hasMessageContaining(
            "provides disk, whose data moves, by a node half that is not Movable");
    plugins(true, NodeHalf.class, Movable.class);
  }

  @Test
  void aHalfThatMovesDataIsOfATypeThatHasSome() {
    assertThatThrownBy(() -> plugins(false, NodeHalf.class, Movable.class))
        .isInstanceOf(BadPlugin.class)
        .hasMessageContaining("the type says that its data does not move");
    plugins(false, NodeHalf.class);
  }

  private static void plugins(boolean movable, Class<?>... abilities) {
    Object half =
        Proxy.newProxyInstance(
            MovableHalvesTest.class.getClassLoader(),
            abilities,
            (proxy, method, given) -> {
              throw new IllegalStateException("nothing is asked of it");
            });
    new Plugins(Map.of(OTHER, List.of(new DiskType(movable), new ByHalf((NodeHalf<?>) half))));
  }

  private record ByHalf(NodeHalf<?> half) implements Provider<Disk, Disk> {

    @Override
    public String type() {
      return "disk";
    }

    @Override
    public String name() {
      return "own";
    }

    @Override
    public boolean accepts(Disk spec) {
      return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public NodeHalf<Disk> node() {
      return (NodeHalf<Disk>) half;
    }
  }

  private record DiskType(boolean movable) implements ResourceType<Disk, Disk> {

    private static final Schema<Disk> SCHEMA = Schema.of(Disk.class);

    @Override
    public String name() {
      return "disk";
    }

    @Override
    public Schema<Disk> declared() {
      return SCHEMA;
    }

    @Override
    public Schema<Disk> state() {
      return SCHEMA;
    }

    @Override
    public String nameOf(Disk spec) {
      return spec.name();
    }

    @Override
    public Disk desired(Declared<Disk> declared, String node, Topology topology) {
      return declared.spec();
    }

    @Override
    public Diff diff(Disk want, Disk have) {
      return Diff.NONE;
    }
  }
}

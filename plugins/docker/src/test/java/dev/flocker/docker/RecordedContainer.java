package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.schema.Schema;
import dev.flocker.testkit.FakeHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A container {@code web} of the shop, as Docker 20.10 showed it. */
abstract class RecordedContainer {

  static final Ref WEB = new Ref("container", "web");
  static final String INSPECTED = Recorded.text("inspect.json");
  static final Inspection RUNNING = Inspection.parse(INSPECTED).getFirst();
  static final String OWN =
      RUNNING.id() + "\tweb\tshop\tcontainer web\t/var/lib/flocker/files/shop/web/1\tbb:1\n";

  final FakeHost host = new FakeHost();

  @BeforeEach
  void record() {
    host.on(DockerCommands.inspect(List.of(RUNNING.id()))).prints(INSPECTED);
    host.on(DockerCommands.inspect(List.of("web"))).prints(INSPECTED);
    host.on(ShippedFiles.look("/var/lib/flocker/files/shop/web/1")).prints("");
    host.on(ImageCommands.images()).prints("bb:1\t" + RUNNING.image() + "\n");
    host.on(DockerCommands.limits()).prints("false false\n");
  }

  /** What a playbook wants that says {@code more} than an image. */
  static ContainerState wanting(Map<String, Object> more) {
    Map<String, Object> keys = new LinkedHashMap<>(Map.of("image", "bb:1"));
    keys.putAll(more);
    return Schema.of(ContainerState.class).decode(keys);
  }
}

package dev.flocker.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Problem;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.template.Controller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Inventories in a folder, and what they say of a host. */
abstract class InventoryFiles {

  static final Controller NOTHING = Controller.of(Map.of());

  final List<Problem> problems = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();
  @TempDir Path folder;

  final Path write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  final Inventory read(Path... files) {
    Inventory inventory =
        Inventories.read(
            List.of(files).stream().map(Path::toString).toList(),
            NOTHING,
            problems::add,
            warnings::add);
    assertThat(problems).isEmpty();
    return inventory;
  }

  static String variable(Inventory inventory, String host, String name) {
    return inventory
        .host(host)
        .flatMap(h -> h.variables().get(name))
        .map(t -> ((Tree.Scalar) t).text())
        .orElse(null);
  }

  final HostSettings settings(Inventory inventory, String host) {
    return new HostSettings(
        inventory.host(host).orElseThrow(),
        new MagicVariables(inventory, folder).renderers(NOTHING),
        problems::add);
  }
}

package dev.flocker.cli.command;

import dev.flocker.api.ResourceType;
import dev.flocker.cli.console.Printed;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Command lines, over nodes in memory. */
abstract class CommandFixture {

  static final String PLAYBOOK =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: web, on: n1, image: "1"}
      """;

  final Printed printed = new Printed();
  final FakeCluster cluster = new FakeCluster("shop", "n1", "n2");
  Map<String, NodeTrouble> troubles = Map.of();
  RuntimeException dialing;
  RuntimeException plugins;
  @TempDir Path folder;
  Path inventory;

  @BeforeEach
  void inventory() throws IOException {
    inventory = Files.writeString(folder.resolve("hosts.ini"), "n1\nn2\n");
  }

  App app() {
    List<Object> extensions = new ArrayList<>(cluster.types.all());
    for (ResourceType<?, ?> type : cluster.types.all()) {
      cluster.types.provider(type.name(), "fake").ifPresent(extensions::add);
    }
    Origin fake = new Origin("fake", "1.0.0", Optional.empty());
    return new App(
        printed.plain(),
        Map.of(),
        new PluginFolder(
            jars -> {
              if (plugins != null) {
                throw plugins;
              }
              return new Plugins(Map.of(fake, extensions));
            }),
        (nodes, how) -> {
          if (dialing != null) {
            throw dialing;
          }
          var sessions = cluster.sessions();
          sessions.keySet().removeAll(troubles.keySet());
          return new Dialer.Opened(sessions, troubles);
        },
        System.nanoTime());
  }

  int flocker(String... arguments) {
    return Flocker.run(List.of(arguments), app());
  }

  int run(String playbook, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yml"), playbook);
    List<String> arguments = new ArrayList<>(List.of("run", "-i", inventory.toString()));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    return flocker(arguments.toArray(String[]::new));
  }
}

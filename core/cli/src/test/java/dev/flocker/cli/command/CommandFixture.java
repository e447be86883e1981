package dev.flocker.cli.command;

import dev.flocker.api.ResourceType;
import dev.flocker.cli.console.Printed;
import dev.flocker.cli.fake.FakeCluster;
import dev.flocker.cli.main.Flocker;
import dev.flocker.cli.session.Errand;
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
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Command lines, over nodes in memory. */
public abstract class CommandFixture {

  public static final String PLAYBOOK =
      """
      - name: The shop
        project: shop
        hosts: all
        resources:
          - app: {name: web, on: n1, image: "1"}
      """;

  public final Printed printed = new Printed();
  public final FakeCluster cluster;
  public final List<String> asked = new ArrayList<>();
  public Map<String, NodeTrouble> troubles = Map.of();
  public RuntimeException dialing;
  public RuntimeException plugins;
  @TempDir public Path folder;
  public Path inventory;

  public CommandFixture() {
    this("n1", "n2");
  }

  public CommandFixture(String... nodes) {
    cluster = new FakeCluster("shop", nodes);
  }

  @BeforeEach
  public void inventory() throws IOException {
    inventory = folder.resolve("hosts.ini");
    Files.write(inventory, cluster.sessions().keySet());
  }

  public App app() {
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
          List<String> names = nodes.stream().map(c -> c.node().name()).toList();
          asked.addAll(names);
          var sessions = cluster.sessions();
          sessions.keySet().retainAll(names);
          sessions.keySet().removeAll(troubles.keySet());
          Map<String, NodeTrouble> failed = new TreeMap<>(troubles);
          failed.keySet().retainAll(names);
          return new Dialer.Opened(sessions, failed);
        },
        new Errand("ann@laptop", "test"),
        System.nanoTime());
  }

  public int flocker(String... arguments) {
    return Flocker.run(List.of(arguments), app());
  }

  public int run(String playbook, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("site.yml"), playbook);
    List<String> arguments = new ArrayList<>(List.of("run", "-i", inventory.toString()));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    return flocker(arguments.toArray(String[]::new));
  }
}

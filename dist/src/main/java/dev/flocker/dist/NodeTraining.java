package dev.flocker.dist;

import dev.flocker.node.plugin.Plugins;
import dev.flocker.node.wire.Detail;
import dev.flocker.node.wire.Message;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A run of the node process that is done only to see what it loads. It looks at a node that is made
 * of programs which print what was recorded on real ones, and finds no other program.
 */
final class NodeTraining {

  /** Files below its home that a provider looks for before it asks a program, and their sources. */
  private static final Map<String, String> HOME =
      Map.of(
          "links/web.1", "plugins/geard/src/test/resources/dev/flocker/geard/links-web.1",
          "routes/rules",
              "plugins/iptables/src/test/resources/dev/flocker/iptables/iptables-save-nft.txt");

  /** Whom nobody has. */
  private static final String USER = "training";

  private NodeTraining() {}

  /**
   * @param tree the payload
   * @param sources the project's own directory
   * @param classes where the names of the loaded classes go
   */
  static void run(Path tree, Path sources, Path classes) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("flocker-training");
    for (Map.Entry<String, String> file : HOME.entrySet()) {
      Path copy = home.resolve(file.getKey());
      Files.createDirectories(copy.getParent());
      Files.copy(sources.resolve(file.getValue()), copy);
    }
    Files.writeString(home.resolve("zfs-pool"), "tank\n");
    ProcessBuilder builder =
        new ProcessBuilder(
                tree.resolve("runtime/bin/java").toString(),
                "-XX:DumpLoadedClassList=" + classes,
                // What root keeps is looked for on this machine, wherever its home is.
                "-Duser.name=" + USER,
                "@arguments",
                home.toString())
            .directory(tree.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("PATH", sources.resolve("dist/src/main/training").toString());
    builder.environment().put("PLUGINS", sources.resolve("plugins").toString());
    Process process = builder.start();
    try {
      look(process);
      if (!process.waitFor(2, TimeUnit.MINUTES) || !Files.exists(classes)) {
        throw new IOException("the node process made no list of its classes");
      }
    } finally {
      process.destroyForcibly();
      Trees.delete(home);
    }
  }

  private static void look(Process process) throws IOException {
    skipToMarker(process.getInputStream());
    Wire wire = new Wire(process.getInputStream(), process.getOutputStream());
    wire.write(Map.of("op", "hello", "id", 1, "protocol", Wire.PROTOCOL, "variables", Map.of()));
    wire.read();
    wire.write(lock());
    mustBeDone(wire.read());
    wire.write(
        Map.of("op", "observe", "id", 3, "scopes", everything(), "detail", Detail.HEALTH.name()));
    mustShowAll(wire.read());
    wire.write(Map.of("op", "bye"));
  }

  /** Which sweeps what killed runs left: here there is nothing of the user, nor in the home. */
  private static Map<String, Object> lock() {
    return Map.of(
        "op", "lock", "id", 2, "holder", "training", "command", "run", "patience", 0, "user", USER);
  }

  static void mustBeDone(@Nullable Message answer) throws IOException {
    if (answer == null || answer.has("failure")) {
      throw new IOException("the node process cannot be locked: " + answer);
    }
  }

  /** A provider that finds nothing has not loaded what it takes to read what it finds. */
  static void mustShowAll(@Nullable Message seen) throws IOException {
    if (seen == null || seen.has("failure")) {
      throw new IOException("the node process cannot look at what was recorded: " + seen);
    }
    for (Object plain : seen.message("result").list("views")) {
      Message view = Message.of(plain);
      if (view.list("resources").isEmpty() || view.has("undescribed")) {
        throw new IOException("the node process does not see what was recorded: " + plain);
      }
    }
  }

  /** Every resource type, so that each provider looks once. */
  private static Map<String, Object> everything() {
    Map<String, Object> scopes = new TreeMap<>();
    Plugins.load(List.of())
        .types()
        .forEach(
            type ->
                scopes.put(
                    type.name(),
                    Map.of(
                        "project", "shop",
                        "wanted", List.of(type.name() + " web"),
                        "adopted", Map.of())));
    return scopes;
  }

  private static void skipToMarker(InputStream in) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(Wire.MARKER + "\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the node process does not start");
      }
      seen.append((char) next);
    }
  }
}

package dev.flocker.node.plugin;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginManager;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/**
 * Finds extensions with PF4J, and fails where PF4J would log and go on: a jar that bundles the api,
 * asks for another version, does not start, or whose extensions cannot be made.
 */
final class Jars {

  static final String OWN = "flocker";

  /** What {@code Plugin-Requires} of a third party's manifest is compared with. */
  private static final String API_VERSION = "0.1.0";

  private final List<Path> jars;
  private final PluginManager manager;

  Jars(Optional<Path> directory) {
    this.jars = directory.map(Jars::in).orElse(List.of());
    this.manager = new JarPluginManager(directory.orElse(Path.of("plugins")));
    manager.setSystemVersion(API_VERSION);
  }

  Map<String, List<Object>> extensions() {
    Map<String, List<Object>> found = new LinkedHashMap<>();
    found.put(OWN, brought(OWN, null));
    for (Path jar : jars) {
      refuseBundledApi(jar);
      String id = start(jar);
      List<Object> brought = brought(id, id);
      if (brought.isEmpty()) {
        throw new BadPlugin(
            id,
            "brings neither a resource type nor a provider",
            "annotate them with @Extension, and name pf4j among the compiler's annotation"
                + " processors");
      }
      found.put(id, brought);
    }
    return found;
  }

  private String start(Path jar) {
    String name = jar.getFileName().toString();
    try {
      String id = manager.loadPlugin(jar);
      PluginState state = manager.startPlugin(id);
      if (state == PluginState.STARTED) {
        return id;
      }
      PluginWrapper plugin = manager.getPlugin(id);
      String requires = plugin.getDescriptor().getRequires();
      if (state == PluginState.DISABLED) {
        throw new BadPlugin(
            id,
            "requires version " + requires + " of the api, and this is " + API_VERSION,
            "use a version of the plugin that was made for it");
      }
      throw new BadPlugin(
          id, "did not start: " + plugin.getFailedException(), "report this to its author");
    } catch (PluginRuntimeException | IllegalArgumentException e) {
      throw new BadPlugin(
          name,
          "cannot be loaded: " + e.getMessage(),
          "its manifest needs Plugin-Id and Plugin-Version; \"flocker plugin check\" says more");
    }
  }

  private List<Object> brought(String name, @Nullable String id) {
    List<Object> extensions;
    Set<String> named;
    try {
      named = manager.getExtensionClassNames(id);
      extensions =
          Stream.<Object>concat(
                  manager.getExtensions(ResourceType.class, id).stream(),
                  manager.getExtensions(Provider.class, id).stream())
              .toList();
    } catch (PluginRuntimeException | LinkageError e) {
      throw new BadPlugin(name, "an extension cannot be made: " + e, "report this to its author");
    }
    for (String extension : named) {
      if (extensions.stream().noneMatch(e -> e.getClass().getName().equals(extension))) {
        throw new BadPlugin(
            name,
            "its extension " + extension + " cannot be loaded as a resource type or a provider",
            "report this to its author");
      }
    }
    return extensions;
  }

  private static void refuseBundledApi(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      if (zip.stream().anyMatch(e -> e.getName().startsWith("dev/flocker/api/"))) {
        throw new BadPlugin(
            jar.getFileName().toString(),
            "bundles flocker's api, so that nothing in it would be recognised",
            "give the dependency on flocker-api the scope \"provided\"");
      }
    } catch (IOException e) {
      throw new BadPlugin(
          jar.getFileName().toString(), "cannot be read: " + e.getMessage(), "build it again");
    }
  }

  private static List<Path> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

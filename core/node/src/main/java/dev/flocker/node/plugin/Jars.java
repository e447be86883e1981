package dev.flocker.node.plugin;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.pf4j.JarPluginManager;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;
import org.pf4j.PluginState;
import org.pf4j.PluginWrapper;

/**
 * Finds extensions with PF4J, and fails where PF4J would log and go on: a jar that bundles the api,
 * asks for another version, does not start, or whose extensions cannot be made.
 */
final class Jars {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");

  private static final String TO_AUTHOR = "report this to its author";

  private final List<Path> jars;
  private final PluginManager manager = new JarPluginManager(Path.of("plugins"));

  Jars(List<Path> jars) {
    this.jars = jars;
    manager.setSystemVersion(Plugins.VERSION);
  }

  Map<Origin, List<Object>> extensions() {
    Map<Origin, List<Object>> found = new LinkedHashMap<>();
    found.put(Origin.OWN, made(Origin.OWN.id(), null, Jars.class.getClassLoader()));
    for (Path jar : jars) {
      refuseBundledApi(jar);
      PluginDescriptor plugin = start(jar);
      String id = plugin.getPluginId();
      List<Object> made = made(id, id, manager.getPluginClassLoader(id));
      if (made.isEmpty()) {
        throw new BadPlugin(
            id,
            "brings neither a resource type nor a provider",
            "annotate them with @Extension, and name pf4j among the compiler's annotation"
                + " processors");
      }
      made.forEach(extension -> examine(id, extension));
      found.put(new Origin(id, plugin.getVersion(), Optional.of(jar)), made);
    }
    return found;
  }

  private PluginDescriptor start(Path jar) {
    PluginDescriptor plugin = load(jar);
    String id = plugin.getPluginId();
    PluginState state = manager.startPlugin(id);
    if (state == PluginState.DISABLED) {
      throw new BadPlugin(
          id,
          "requires version "
              + plugin.getRequires()
              + " of flocker, and this is "
              + Plugins.VERSION,
          "use a version of the plugin that was made for this one");
    }
    if (state != PluginState.STARTED) {
      throw new BadPlugin(
          id, "does not start: " + rootOf(manager.getPlugin(id).getFailedException()), TO_AUTHOR);
    }
    return plugin;
  }

  private PluginDescriptor load(Path jar) {
    String name = jar.getFileName().toString();
    try {
      String id = new ManifestPluginDescriptorFinder().find(jar).getPluginId();
      PluginWrapper other = id == null ? null : manager.getPlugin(id);
      if (other != null) {
        throw new IllegalArgumentException(
            "its Plugin-Id " + id + " is that of " + other.getPluginPath().getFileName());
      }
      return manager.getPlugin(manager.loadPlugin(jar)).getDescriptor();
    } catch (RuntimeException e) {
      throw new BadPlugin(
          name,
          "cannot be loaded: " + e.getMessage(),
          "its manifest needs a Plugin-Id of its own, and versions such as 1.0.0 as Plugin-Version and"
              + " Plugin-Requires");
    }
  }

  /**
   * @param key of the plugin to PF4J; null for the class path
   */
  private List<Object> made(String id, @Nullable String key, ClassLoader loader) {
    List<Object> made = new ArrayList<>();
    for (String extension : manager.getExtensionClassNames(key)) {
      try {
        made.add(manager.getExtensionFactory().create(loader.loadClass(extension)));
      } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
        throw new BadPlugin(
            id, "its extension " + extension + " cannot be made: " + rootOf(e), TO_AUTHOR);
      }
    }
    return made;
  }

  /** What core relies on in every extension. */
  private static void examine(String plugin, Object extension) {
    String name = extension.getClass().getName();
    try {
      if (!(extension instanceof ResourceType) && !(extension instanceof Provider)) {
        throw new IllegalArgumentException("is neither a resource type nor a provider");
      }
      if (extension instanceof ResourceType<?, ?> type) {
        mustBeName(type.name(), "name()");
        type.declared().attributes();
        type.state().attributes();
      }
      if (extension instanceof Provider<?, ?> provider) {
        mustBeName(provider.type(), "type()");
        mustBeName(provider.name(), "name()");
        provider.node().requirements();
      }
    } catch (RuntimeException | LinkageError e) {
      String why = e instanceof IllegalArgumentException ? e.getMessage() : "throws " + e;
      throw new BadPlugin(plugin, "its extension " + name + " " + why, TO_AUTHOR);
    }
  }

  private static void mustBeName(@Nullable String name, String method) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "has a " + method + " that is not of a-z 0-9 _ -: \"" + name + "\"");
    }
  }

  private static @Nullable Throwable rootOf(@Nullable Throwable e) {
    return e == null || e.getCause() == null ? e : rootOf(e.getCause());
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

  static List<Path> in(Path directory) {
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

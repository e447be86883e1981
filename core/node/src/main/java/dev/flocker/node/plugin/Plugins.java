package dev.flocker.node.plugin;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Provider;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resource types and providers that are known, on the controller as on a node. */
public final class Plugins {

  /** Of flocker and of its api; {@code Plugin-Requires} of a manifest is compared with it. */
  public static final String VERSION = "0.1.0";

  private final Map<String, ResourceType<?, ?>> types = new TreeMap<>();
  private final Map<String, Provider<?, ?>> providers = new TreeMap<>();
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final Map<ClassLoader, Origin> outsiders = new LinkedHashMap<>();

  /**
   * @param extensions instances of resource types and providers, by the plugin that brings them
   * @throws BadPlugin if two have the same name, or one provides a type that is not there
   */
  public Plugins(Map<Origin, List<Object>> extensions) {
    extensions.forEach((plugin, brought) -> brought.forEach(e -> add(plugin, e)));
    providers.values().forEach(this::requireUsable);
  }

  private void requireUsable(Provider<?, ?> provider) {
    ResourceType<?, ?> type = types.get(provider.type());
    if (type == null) {
      throw new BadPlugin(
          originOf(provider).id(),
          "provides " + provider.type() + ", which no plugin brings as a resource type",
          "add the plugin that does, or correct type()");
    }
    if (type.movable() != provider.node() instanceof Movable) {
      throw new BadPlugin(
          originOf(provider).id(),
          "provides "
              + provider.type()
              + (type.movable()
                  ? ", whose data moves, by a node half that is not Movable"
                  : " by a node half that is Movable, and the type says that its data does not move"),
          "let movable() of the type and its node half say the same: data would be lost");
    }
  }

  /**
   * Finds flocker's own on the class path, and those of third parties' jars.
   *
   * @throws BadPlugin if one cannot be used: none is left out in silence
   */
  public static Plugins load(List<Path> jars) {
    return new Plugins(new Jars(jars).extensions());
  }

  /** The jars in a directory, by name; none if there is no such directory. */
  public static List<Path> jarsIn(Path directory) {
    return Jars.in(directory);
  }

  /** By name. */
  public Collection<ResourceType<?, ?>> types() {
    return Collections.unmodifiableCollection(types.values());
  }

  public Optional<ResourceType<?, ?>> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** By type and name. */
  public Collection<Provider<?, ?>> providers() {
    return Collections.unmodifiableCollection(providers.values());
  }

  public List<Provider<?, ?>> providers(String type) {
    return providers.values().stream().filter(p -> p.type().equals(type)).toList();
  }

  public Optional<Provider<?, ?>> provider(String type, String name) {
    return Optional.ofNullable(providers.get(type + "/" + name));
  }

  /** The plugin that brings a resource type. */
  public Origin originOf(ResourceType<?, ?> type) {
    return origin("type " + type.name());
  }

  /** The plugin that brings a provider. */
  public Origin originOf(Provider<?, ?> provider) {
    return origin("provider " + provider.type() + "/" + provider.name());
  }

  /** The third party's plugin in whose code something was thrown; empty if it was in none. */
  public Optional<Origin> toBlame(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      for (StackTraceElement at : t.getStackTrace()) {
        for (Map.Entry<ClassLoader, Origin> outsider : outsiders.entrySet()) {
          if (defines(outsider.getKey(), at.getClassName())) {
            return Optional.of(outsider.getValue());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean defines(ClassLoader loader, String name) {
    try {
      return loader.equals(loader.loadClass(name).getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private void add(Origin plugin, Object extension) {
    ClassLoader loader = extension.getClass().getClassLoader();
    if (!loader.equals(Plugins.class.getClassLoader())) {
      outsiders.put(loader, plugin);
    }
    if (extension instanceof ResourceType<?, ?> type) {
      unique(plugin, "type " + type.name(), types.put(type.name(), type));
    }
    if (extension instanceof Provider<?, ?> provider) {
      String key = provider.type() + "/" + provider.name();
      unique(plugin, "provider " + key, providers.put(key, provider));
    }
  }

  private void unique(Origin plugin, String key, @Nullable Object before) {
    Origin other = origins.put(key, plugin);
    if (before != null && other != null) {
      throw new BadPlugin(
          plugin.id(),
          "brings " + key + ", which " + other.id() + " brings too",
          "remove one of the two");
    }
  }

  private Origin origin(String key) {
    return origins.getOrDefault(key, Origin.OWN);
  }
}

package dev.flocker.node.plugin;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resource types and providers that are known, on the controller as on a node. */
public final class Plugins {

  private final Map<String, ResourceType<?, ?>> types = new TreeMap<>();
  private final Map<String, Provider<?, ?>> providers = new TreeMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  /**
   * @param extensions instances of resource types and providers, by the plugin that brings them
   * @throws BadPlugin if two have the same name, or one provides a type that is not there
   */
  public Plugins(Map<String, List<Object>> extensions) {
    extensions.forEach((plugin, brought) -> brought.forEach(e -> add(plugin, e)));
    providers.forEach(
        (key, provider) -> {
          if (!types.containsKey(provider.type())) {
            throw new BadPlugin(
                origins.getOrDefault("provider " + key, key),
                "provides " + provider.type() + ", which no plugin brings as a resource type",
                "add the plugin that does, or correct type()");
          }
        });
  }

  /**
   * Finds those on the class path and those of third parties' jars.
   *
   * @param directory of third parties' jars; there may be none
   * @throws BadPlugin if one cannot be used: none is left out in silence
   */
  public static Plugins load(Optional<Path> directory) {
    return new Plugins(new Jars(directory).extensions());
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

  /** The plugin that brings a resource type: flocker's own are {@link Jars#OWN}. */
  public String originOf(ResourceType<?, ?> type) {
    return origins.getOrDefault("type " + type.name(), Jars.OWN);
  }

  private void add(String plugin, Object extension) {
    if (extension instanceof ResourceType<?, ?> type) {
      unique(plugin, "type " + type.name(), types.put(type.name(), type));
    }
    if (extension instanceof Provider<?, ?> provider) {
      String key = provider.type() + "/" + provider.name();
      unique(plugin, "provider " + key, providers.put(key, provider));
    }
  }

  private void unique(String plugin, String key, @org.jspecify.annotations.Nullable Object before) {
    String other = origins.put(key, plugin);
    if (before != null) {
      throw new BadPlugin(
          plugin, "brings " + key + ", which " + other + " brings too", "remove one of the two");
    }
  }
}

package dev.flocker.corpus;

import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Provider;
import dev.flocker.cli.plan.Types;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Flocker's own plugins, as PF4J's index in each jar names them. */
public final class OwnPlugins {

  private OwnPlugins() {}

  /** By name, and in its order. */
  public static Map<String, ResourceType<?, ?>> types() {
    Map<String, ResourceType<?, ?>> types = new TreeMap<>();
    for (ResourceType<?, ?> type : OwnPlugins.<ResourceType<?, ?>>found(ResourceType.class)) {
      types.put(type.name(), type);
    }
    return types;
  }

  /** With their providers. */
  public static Types planned() {
    return new Types(types().values(), found(Provider.class));
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> found(Class<?> kind) {
    List<T> found = new ArrayList<>();
    try {
      ClassLoader loader = OwnPlugins.class.getClassLoader();
      for (URL index : Collections.list(loader.getResources("META-INF/extensions.idx"))) {
        for (String line : lines(index)) {
          Class<?> extension = Class.forName(line);
          if (kind.isAssignableFrom(extension)) {
            found.add((T) extension.getDeclaredConstructor().newInstance());
          }
        }
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static List<String> lines(URL index) throws IOException {
    try (InputStream in = index.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(l -> l.replaceAll("#.*", "").strip())
          .filter(l -> !l.isEmpty())
          .toList();
    }
  }
}

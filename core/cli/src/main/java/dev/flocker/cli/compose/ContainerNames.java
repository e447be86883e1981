package dev.flocker.cli.compose;

import dev.flocker.api.value.Name;
import dev.flocker.api.value.Place;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the container of each service is called: as the service, in small letters. A {@code
 * container_name} is one more name under which others reach it.
 */
final class ContainerNames {

  /** Of a name, in characters. */
  private static final int LONGEST = 63;

  private final Map<String, String> byService = new LinkedHashMap<>();

  ContainerNames(Tree.Mapping services, Remarks remarks) {
    for (Tree.Entry e : services.entries()) {
      String name = name(e.key());
      String subject = "service " + e.key();
      if (byService.containsValue(name)) {
        remarks.problem(
            e.place(),
            subject,
            "its container would be called " + name + ", as another one is",
            "give it another name");
      } else if (!name.equals(e.key())) {
        remarks.note(e.place(), subject, "its container is called " + name);
      }
      byService.put(e.key(), name);
      String own = e.value() instanceof Tree.Mapping m ? Trees.text(m, "container_name") : "";
      if (!own.isEmpty() && !own.equals(name)) {
        Place at = ((Tree.Mapping) e.value()).get("container_name").orElseThrow().place();
        remarks.note(at, subject, "container_name: its container is called " + name);
      }
    }
  }

  /** Of a service that there is. */
  String of(String service) {
    return byService.getOrDefault(service, name(service));
  }

  /** The name of a resource that is as close as can be to what is written. */
  static String name(String written) {
    String name =
        written
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_.-]+", "-")
            .replaceAll("^[^a-z0-9]+|-+$", "");
    if (name.length() > LONGEST) {
      String hash = Integer.toHexString(written.hashCode());
      name = name.substring(0, LONGEST - hash.length() - 1) + "-" + hash;
    }
    return name.isEmpty() ? "x" : new Name(name).text();
  }
}

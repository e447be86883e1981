package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a service mounts by itself, and by the services whose volumes it has as well, with what
 * those have of others. Of two at one place its own counts, then what is named last.
 */
final class VolumesFrom {

  private final Translation t;

  /** Those that are being looked at, as each may have the volumes of others. */
  private final List<String> open = new ArrayList<>();

  /**
   * @param owner which service says it: one without a name is called after that
   */
  record Mount(String owner, Tree.Mapping volume) {}

  VolumesFrom(Translation translation) {
    this.t = translation;
  }

  List<Mount> of(String service) {
    return List.copyOf(byTarget(service).values());
  }

  private Map<String, Mount> byTarget(String service) {
    Map<String, Mount> mounts = new LinkedHashMap<>();
    open.add(service);
    for (Tree from : t.service(service).get("volumes_from").map(Trees::items).orElse(List.of())) {
      mounts.putAll(from(service, from));
    }
    open.removeLast();
    for (Tree item : t.service(service).get("volumes").map(Trees::items).orElse(List.of())) {
      if (item instanceof Tree.Mapping volume) {
        mounts.put(Trees.text(volume, "target"), new Mount(service, volume));
      }
    }
    return mounts;
  }

  private Map<String, Mount> from(String service, Tree from) {
    String[] parts = Trees.text(from).split(":", -1);
    String subject = "service " + service + ": volumes_from";
    if (parts[0].equals("container") || !t.application().has("services", parts[0])) {
      String why = "\"" + Trees.text(from) + "\" is no service of this file";
      t.remarks().problem(from.place(), subject, why, "name one, or the volumes themselves");
      return Map.of();
    }
    if (open.contains(parts[0])) {
      String why = "has its own volumes from " + parts[0];
      t.remarks().problem(from.place(), subject, why, "break the circle");
      return Map.of();
    }
    Map<String, Mount> mounts = byTarget(parts[0]);
    if (List.of(parts).contains("ro")) {
      Tree.Entry readOnly =
          new Tree.Entry(from.place(), "read_only", Trees.plain(from.place(), "true"));
      mounts.replaceAll((at, m) -> new Mount(m.owner(), Trees.with(m.volume(), readOnly)));
    }
    return mounts;
  }
}

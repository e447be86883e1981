package dev.flocker.cli.compose;

import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** By what the items of a list are the same: of those a list has the last, where the first was. */
final class Unicity {

  private static final Map<String, Function<Tree, String>> KEYS = keys();

  private Unicity() {}

  private static Map<String, Function<Tree, String>> keys() {
    Map<String, Function<Tree, String>> keys = new LinkedHashMap<>();
    for (String whole :
        List.of(
            "cap_add",
            "cap_drop",
            "dns",
            "dns_opt",
            "dns_search",
            "expose",
            "extra_hosts",
            "label_file",
            "links",
            "profiles",
            "tmpfs",
            "networks.*.aliases")) {
      keys.put(whole, t -> Trees.text(t).replaceFirst("=.*", ""));
    }
    keys.put("devices", t -> key(t, "target"));
    keys.put("volumes", t -> key(t, "target"));
    keys.put("env_file", t -> key(t, "path"));
    keys.put("configs", t -> mount(t, "/"));
    keys.put("secrets", t -> mount(t, "/run/secrets/"));
    keys.put("ports", Unicity::port);
    return keys;
  }

  /**
   * @param path of a key below a service
   */
  static Tree.Sequence of(String path, Tree.Sequence list) {
    Function<Tree, String> key = KEYS.get(path);
    if (key == null) {
      return list;
    }
    Map<String, Tree> items = new LinkedHashMap<>();
    list.items().forEach(item -> items.put(key.apply(item), item));
    return new Tree.Sequence(list.place(), List.copyOf(items.values()));
  }

  private static String key(Tree tree, String key) {
    return tree instanceof Tree.Mapping m ? Trees.text(m, key) : Trees.text(tree);
  }

  private static String mount(Tree tree, String folder) {
    String target = key(tree, "target");
    String path = target.isEmpty() ? key(tree, "source") : target;
    return path.startsWith("/") ? path : folder + path;
  }

  private static String port(Tree tree) {
    String ip = key(tree, "host_ip");
    return (ip.isEmpty() ? "0.0.0.0" : ip)
        + " "
        + key(tree, "published")
        + " "
        + key(tree, "target")
        + " "
        + (key(tree, "protocol").isEmpty() ? "tcp" : key(tree, "protocol"));
  }
}

package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link Properties} are on one node. */
record Settings(Zfs zfs) {

  /** A line of the list that {@code zfs get} prints when it is not told what to get. */
  private static final Pattern CHOICE =
      Pattern.compile("\\s+([a-z_0-9]+)\\s+(?:YES|NO)\\s+(?:YES|NO)\\s+(.+)");

  /**
   * The properties of datasets that are their own, not inherited, and those of their creation.
   *
   * @param datasets names
   */
  Map<String, Map<String, String>> of(List<String> datasets) {
    Map<String, Map<String, String>> own = new HashMap<>();
    if (datasets.isEmpty()) {
      return own;
    }
    Command command = Command.of(ZfsCommands.settings(known(), datasets)).allowing(0, 1);
    for (String line : zfs.host().run(command).output().lines().toList()) {
      String[] part = line.split("\t", -1);
      boolean creation = Properties.OF_CREATION.contains(part[1]);
      if (creation || part[3].equals("local") || part[3].equals("received")) {
        own.computeIfAbsent(part[0], d -> new TreeMap<>()).put(part[1], part[2]);
      }
    }
    own.replaceAll((dataset, values) -> canonical(values));
    return own;
  }

  private Map<String, String> canonical(Map<String, String> values) {
    Map<String, String> canonical = new TreeMap<>(Properties.canonical(values));
    zfs.host()
        .read(Pools.MODULE)
        .ifPresent(v -> canonical.computeIfPresent("xattr", (n, x) -> Properties.xattr(x, v)));
    return canonical;
  }

  Map<String, String> of(Dataset dataset) {
    return of(List.of(dataset.path())).getOrDefault(dataset.path(), Map.of());
  }

  /** See {@link Properties#carried}. */
  Map<String, String> carried(Dataset dataset) {
    return Properties.carried(of(dataset));
  }

  /** Sets those that are not set yet. */
  void set(Dataset dataset, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, String> now = of(dataset);
    wanted.forEach(
        (name, value) -> {
          if (!Properties.isMet(name, value, now.get(name))) {
            zfs.run(ZfsCommands.set(dataset, name, value));
          }
        });
  }

  /**
   * @throws Failure if this node's ZFS lacks one of the properties or its value
   */
  void requireSupported(String volume, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, String> choices = choices();
    wanted.forEach(
        (name, value) -> {
          String choice = choices.get(name);
          if (choice == null) {
            throw lacking(volume, name, "ZFS here has no such property");
          }
          if (!Properties.takes(choice, value)) {
            throw lacking(
                volume, name, "ZFS here cannot set it to " + value + ", but to " + choice);
          }
        });
  }

  private static Failure lacking(String volume, String name, String why) {
    return new Failure(
        volume + ": property " + name,
        why,
        "choose what the ZFS of all its nodes has; to unset it where it is: zfs inherit " + name);
  }

  private Map<String, String> choices() {
    Map<String, String> choices = new HashMap<>();
    Command command = Command.of(ZfsCommands.choices()).allowing(0, 1, 2);
    for (String line : zfs.host().run(command).errors().lines().toList()) {
      Matcher m = CHOICE.matcher(line);
      if (m.matches()) {
        choices.put(m.group(1), m.group(2).strip());
      }
    }
    return choices;
  }

  /** zfs-fuse refuses the whole list if it does not know one of them. */
  private List<String> known() {
    Host host = zfs.host();
    return host.read(Pools.MODULE).isPresent()
        ? Properties.names()
        : Properties.names().stream().filter(n -> !ZfsCommands.NOT_IN_FUSE.contains(n)).toList();
  }
}

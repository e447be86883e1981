package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who uses a mounted dataset. A node need not have fuser or lsof. */
final class Holders {

  private static final Pattern PROCESS = Pattern.compile("/proc/([0-9]+)");
  private static final Pattern CONTAINER = Pattern.compile("docker[-/]([0-9a-f]{12})[0-9a-f]*");

  private Holders() {}

  /** Prints the directory of every process that has a file below the mountpoint open. */
  static List<String> users(String mountpoint) {
    return List.of(
        "find",
        "/proc",
        "-mindepth",
        "2",
        "-maxdepth",
        "3",
        "(",
        "-lname",
        mountpoint,
        "-o",
        "-lname",
        mountpoint + "/*",
        ")",
        "-printf",
        "%h\\n");
  }

  /**
   * Prints the mount table of every process that sees the dataset, in whatever mount namespace: a
   * container still writes to what the node itself has unmounted.
   */
  static List<String> mountTables(String dataset) {
    return List.of(
        "find",
        "/proc",
        "-mindepth",
        "2",
        "-maxdepth",
        "2",
        "-name",
        "mountinfo",
        "-exec",
        "grep",
        "-lsF",
        "--",
        " " + dataset + " ",
        "{}",
        "+");
  }

  /**
   * Prints the directory of every process that keeps the whole dataset mounted in a mount namespace
   * of its own, whatever the node unmounts: a container with all of the node's files, say. Those of
   * a volume's users show a folder of it alone; what has optional fields, such as {@code master:1},
   * follows the node.
   */
  static List<String> privateMounts(String dataset) {
    String line = "^[0-9]+ [0-9]+ [^ ]+ / [^ ]+ [^ ]+ - [^ ]+ " + dataset + " ";
    String script =
        "own=$(readlink /proc/self/ns/mnt); "
            + "for table in $(grep -lsE -- \"$1\" /proc/[0-9]*/mountinfo); do "
            + "process=${table%/mountinfo}; namespace=$(readlink \"$process/ns/mnt\"); "
            + "[ -z \"$namespace\" ] || [ \"$namespace\" = \"$own\" ] || echo \"$process\"; done";
    return List.of("sh", "-c", script, "sh", line.replace(".", "[.]"));
  }

  static Set<String> ofPrivateMounts(String dataset, Host host) {
    return named(privateMounts(dataset), host);
  }

  static Set<String> ofFiles(String mountpoint, Host host) {
    return named(users(mountpoint), host);
  }

  static Set<String> ofMounts(String dataset, Host host) {
    return named(mountTables(dataset), host);
  }

  /** Processes end while find looks at them, and grep finds nothing in most: both exit with 1. */
  private static Set<String> named(List<String> argv, Host host) {
    String output = host.run(Command.of(argv).allowing(0, 1)).output();
    return PROCESS
        .matcher(output)
        .results()
        .map(m -> m.group(1))
        .distinct()
        .map(pid -> name(pid, host))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(String pid, Host host) {
    Path process = Path.of("/proc", pid);
    String name = host.read(process.resolve("comm")).map(String::strip).orElse("process");
    Optional<String> container =
        host.read(process.resolve("cgroup"))
            .map(CONTAINER::matcher)
            .filter(Matcher::find)
            .map(m -> " in container " + m.group(1));
    return name + " (" + pid + ")" + container.orElse("");
  }
}

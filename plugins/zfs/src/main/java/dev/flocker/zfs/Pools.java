package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which pool holds flocker's datasets on a node, found without loading a kernel module. */
final class Pools {

  /** There exactly while the kernel module is loaded. */
  static final Path MODULE = Path.of("/sys/module/zfs/version");

  private static final String VARIABLE = "flocker_pool";
  private static final String MARKER = "zfs-pool";

  private Pools() {}

  /**
   * Where flocker's datasets are.
   *
   * @return empty if there can be none: this node has no ZFS or no pool, and never held a volume
   * @throws Failure if it held one, and its pool is not to be seen
   */
  static Optional<String> look(Host host) {
    Optional<String> used = used(host);
    List<String> pools = usable(host) ? list(host) : List.of();
    Optional<String> named = host.variable(VARIABLE);
    if (used.isPresent() && named.isPresent() && !named.equals(used)) {
      throw new Failure(
          "pool " + named.get(),
          "this node's volumes are on the pool " + used.get(),
          "say " + VARIABLE + ": " + used.get());
    }
    Optional<String> wanted = named.or(() -> used);
    Optional<String> pool =
        wanted.isPresent()
            ? wanted.filter(pools::contains)
            : Optional.of(pools).filter(p -> p.size() == 1).map(List::getFirst);
    if (pool.isEmpty() && used.isPresent()) {
      throw new Failure(
          "pool " + used.get(),
          "it holds volumes of flocker's, and is not imported",
          "run zpool import " + used.get());
    }
    return pool;
  }

  /**
   * Where they are, by what was looked at before: for all that comes after a first look. Should the
   * pool be gone meanwhile, {@link Zfs#below} tells. What is asked of ZFS then may load the kernel
   * module, but only on a node that has held volumes.
   */
  static Optional<String> known(Host host) {
    Optional<String> named = host.variable(VARIABLE);
    Optional<String> used = used(host).filter(u -> named.map(u::equals).orElse(true));
    return used.isPresent() ? used : look(host);
  }

  /**
   * Where a volume is, or is to be made.
   *
   * @throws Failure if there is no such pool, or no telling which
   */
  static String require(Host host) {
    Optional<String> pool = known(host);
    if (pool.isPresent()) {
      return pool.get();
    }
    if (!usable(host)) {
      throw new Failure(
          "ZFS", "this node has none that runs", "install it, and load its module: modprobe zfs");
    }
    List<String> pools = list(host);
    Optional<String> wanted = host.variable(VARIABLE);
    if (wanted.isPresent()) {
      throw new Failure(
          "pool " + wanted.get(),
          "the inventory names it as flocker_pool, and this node does not have it",
          "run zpool import " + wanted.get() + ", or name another");
    }
    throw pools.isEmpty()
        ? new Failure("ZFS", "this node has no pool", "make one: zpool create NAME DISK")
        : new Failure(
            "ZFS",
            "this node has several pools: " + String.join(", ", pools),
            "say in the inventory which is flocker's: flocker_pool=" + pools.getFirst());
  }

  /** From now on this node not showing this pool is a failure, not an absence. */
  static void remember(String pool, Host host) {
    Path marker = marker(host);
    if (host.read(marker).isEmpty()) {
      host.write(marker, pool + "\n", 0644);
    }
  }

  /** An earlier version kept it below flocker_home. */
  private static Optional<String> used(Host host) {
    return host.read(marker(host)).or(() -> former(host)).map(String::strip);
  }

  /** Keeps what an earlier version wrote down elsewhere where it is found from now on. */
  static void takeOver(Host host) {
    if (host.read(marker(host)).isEmpty()) {
      former(host).ifPresent(text -> remember(text.strip(), host));
    }
  }

  private static Optional<String> former(Host host) {
    return host.variable("flocker_home")
        .map(Path::of)
        .filter(Path::isAbsolute)
        .flatMap(home -> host.read(home.resolve(MARKER)));
  }

  private static Path marker(Host host) {
    return host.home().resolve(MARKER);
  }

  /** OpenZFS's tools load the kernel module when it is not there, so they are not asked then. */
  private static boolean usable(Host host) {
    if (host.read(MODULE).isPresent()) {
      return true;
    }
    List<String> tools = host.run(Command.of(ZfsCommands.tools())).output().lines().toList();
    return tools.stream().anyMatch(t -> t.endsWith("/zfs"))
        && tools.stream().anyMatch(t -> t.endsWith("/zfs-fuse"));
  }

  private static List<String> list(Host host) {
    return host.run(Command.of(ZfsCommands.pools())).output().lines().toList();
  }
}

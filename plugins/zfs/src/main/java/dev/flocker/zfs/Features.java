package dev.flocker.zfs;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Movable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a node's pool can hold, and how a stream goes between two of them. */
final class Features {

  /** Words of {@link Movable#features}: what this node's pool can hold. */
  static final String LZ4 = "lz4";

  static final String ZSTD = "zstd";
  static final String LARGE = "large-blocks";
  static final String ENCRYPTION = "encryption";

  /** What a stream is made like, once both ends are known. */
  static final String RAW = Movable.RAW;

  static final String COMPRESSED = "compressed";

  private static final String ACTIVE = "active";

  private static final Map<String, String> OF_POOL =
      Map.of(
          "feature@lz4_compress",
          LZ4,
          "feature@zstd_compress",
          ZSTD,
          "feature@large_blocks",
          LARGE,
          "feature@encryption",
          ENCRYPTION,
          "feature@extensible_dataset",
          Movable.RESUMABLE);

  private Features() {}

  /** zfs-fuse has none of all this, and is not asked. */
  static Set<String> of(Host host) {
    Set<String> words = new TreeSet<>();
    if (isOpenZfs(host)) {
      words.add(ZfsCommands.OPENZFS);
      Pools.known(host).ifPresent(pool -> words.addAll(pool(pool, host).keySet()));
    }
    return words;
  }

  static boolean isOpenZfs(Host host) {
    return host.read(Pools.MODULE).isPresent();
  }

  /** By word, whether it is enabled or active. */
  private static Map<String, String> pool(String pool, Host host) {
    Map<String, String> words = new HashMap<>();
    String seen = host.run(Command.of(ZfsCommands.poolProperties(pool))).output();
    for (String line : seen.lines().toList()) {
      String[] part = line.split("\t");
      String word = OF_POOL.get(part[0]);
      if (word != null && (part[1].equals("enabled") || part[1].equals(ACTIVE))) {
        words.put(word, part[1]);
      }
    }
    return words;
  }

  /**
   * How a volume goes to a node.
   *
   * @param shared what both ends have
   * @throws Failure if it could only go decrypted
   */
  static Set<String> ofStream(Dataset dataset, Set<String> shared, Host host) {
    Set<String> how = new TreeSet<>(shared);
    if (!isOpenZfs(host)) {
      return how;
    }
    if (isEncrypted(dataset, host)) {
      if (!shared.contains(ENCRYPTION)) {
        throw new Failure(
            dataset.path(),
            "it is encrypted, and the pool of the other node cannot hold it like that",
            "use OpenZFS there with the pool's feature: zpool set feature@encryption=enabled POOL");
      }
      how.add(RAW);
      return how;
    }
    Map<String, String> own = pool(dataset.pool(), host);
    boolean unknown =
        List.of(LZ4, ZSTD).stream()
            .anyMatch(word -> ACTIVE.equals(own.get(word)) && !shared.contains(word));
    if (shared.contains(ZfsCommands.OPENZFS) && !unknown) {
      how.add(COMPRESSED);
    }
    return how;
  }

  static boolean isEncrypted(Dataset dataset, Host host) {
    String value = host.run(Command.of(ZfsCommands.value("encryption", dataset.path()))).output();
    return !value.strip().equals("off");
  }

  /**
   * Sees to it that a stream that comes as it is on the sender's disk fits to what is here.
   *
   * @throws Failure if what is here was received decrypted
   */
  static void requireFitting(Optional<Found> here, Dataset dataset, List<String> how, Host host) {
    if (how.contains(RAW) && here.isPresent() && !isEncrypted(dataset, host)) {
      throw new Failure(
          dataset.path(),
          "it is not encrypted, but its owner is, and is not sent decrypted",
          "run zfs rename %s %s-plain here, and then again: a whole copy is sent"
              .formatted(dataset.path(), dataset.path()));
    }
  }
}

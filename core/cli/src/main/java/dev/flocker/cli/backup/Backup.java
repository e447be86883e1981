package dev.flocker.cli.backup;

import dev.flocker.api.node.Movable;
import dev.flocker.api.value.ByteSize;
import dev.flocker.api.value.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One stream that is kept in a store.
 *
 * @param id of all that were taken at one instant; sorts by time
 * @param guid of the version that it brings
 * @param base the id of the one before it, without which it is of no use; empty for a full one
 * @param type of the resource
 * @param provider whose stream it is
 * @param node where it was taken, as an inventory called it
 * @param bytes of the file
 * @param sha256 of the file, in hexadecimal digits
 * @param seal what encrypts it
 * @param recipients a mark of those whom it is encrypted to; empty of none, and of older ones
 * @param features how it was sent
 * @param properties settings that no stream carries
 * @param together names of all that are one state with it, itself among them
 */
public record Backup(
    String id,
    String guid,
    Optional<String> base,
    String type,
    String provider,
    String node,
    long bytes,
    String sha256,
    Seal.Kind seal,
    Optional<String> recipients,
    List<String> features,
    Map<String, String> properties,
    List<String> together) {

  private static final long MOST = 1L << 56;
  private static final String ID = "[0-9]{8}T[0-9]{6}-[0-9a-f]{4}";

  public Backup {
    require(id.matches(ID), "id");
    require(guid.matches("[0-9]{1,20}"), "guid");
    require(base.isEmpty() || base.get().matches(ID), "base");
    require(bytes >= 0 && bytes <= MOST, "bytes");
    require(sha256.matches("[0-9a-f]{64}"), "sha256");
    require(type.matches("[a-z0-9_-]{1,64}") && provider.matches("[a-z0-9_-]{1,64}"), "type");
    together.forEach(Name::parse);
  }

  private static void require(boolean holds, String key) {
    if (!holds) {
      throw new IllegalArgumentException("its " + key + " is none");
    }
  }

  /** The same, once it is known what its file is. */
  Backup written(long length, String sum) {
    return new Backup(
        id,
        guid,
        base,
        type,
        provider,
        node,
        length,
        sum,
        seal,
        recipients,
        features,
        properties,
        together);
  }

  /** Within the folder of what it is a backup of. */
  String file() {
    return id + (base.isEmpty() ? ".full" : ".increment") + seal.suffix();
  }

  /** Of its file, for people. */
  public String size() {
    return ByteSize.about(bytes);
  }

  /** Whether nothing encrypts it beyond its own file system, if that does. */
  public boolean isReadable() {
    return seal == Seal.Kind.NONE && !features.contains(Movable.RAW);
  }

  /** Those that were taken with it, as {@code PROJECT/NAME}. */
  public List<String> others(String project, String name) {
    List<String> others = new ArrayList<>(together);
    others.remove(name);
    return others.stream().map(other -> project + "/" + other).toList();
  }
}

package dev.flocker.cli.backup;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Version;
import dev.flocker.cli.move.Export;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes backups of volumes that are one state, all of one instant. A manifest names a stream once
 * that is in the store whole; cut short, all manifests are as they were, or some lack what the
 * others have of this instant, which is then not offered as a whole.
 *
 * @param full whether to begin a new chain in any case
 */
public record BackupRun(Store store, Seal seal, boolean full) {

  /** Each one more that must be there and right when the last is restored. */
  private static final int LONGEST = 30;

  /**
   * @param set at least one, all on one node
   * @param id of no other backup; sorts by time
   * @return what was written, in that order
   */
  public List<Backup> take(List<Export> set, String id) {
    Set<String> files = Manifest.files(store);
    List<Manifest> shelves = set.stream().map(e -> Manifest.read(store, name(e), files)).toList();
    List<Version> versions =
        Export.snapshots(set, Retention.BACKUP + Stores.mark(store) + "-" + id);
    List<String> together = set.stream().map(e -> ref(e).name()).sorted().toList();
    List<Backup> backups = new ArrayList<>();
    try {
      for (int i = 0; i < set.size(); i++) {
        backups.add(write(set.get(i), shelves.get(i), versions.get(i), id, together));
      }
      for (int i = 0; i < set.size(); i++) {
        shelves.get(i).with(backups.get(i));
      }
    } catch (IOException e) {
      throw store.trouble("a backup could not be written: " + e.getMessage(), "run again");
    }
    return backups;
  }

  private static Ref ref(Export volume) {
    return volume.owner().ref();
  }

  private static String name(Export volume) {
    return volume.owner().project() + "/" + ref(volume).name();
  }

  private Backup write(
      Export volume, Manifest manifest, Version version, String id, List<String> together)
      throws IOException {
    Optional<Backup> last = full ? Optional.empty() : base(manifest, volume.versions());
    Optional<Version> base =
        last.flatMap(
            b -> volume.versions().stream().filter(v -> v.guid().equals(b.guid())).findFirst());
    Outgoing how = volume.outgoing(base, version);
    Backup planned = planned(volume, version, id, last, how, together);
    try (InputStream plain = volume.stream(base, version, how);
        Summed stream = new Summed(seal.close(plain))) {
      store.write(manifest.path(planned), stream::transferTo);
      return planned.written(stream.bytes(), stream.sum());
    }
  }

  private Backup planned(
      Export volume,
      Version version,
      String id,
      Optional<Backup> base,
      Outgoing how,
      List<String> together) {
    try {
      return new Backup(
          id,
          version.guid(),
          base.map(Backup::id),
          ref(volume).type(),
          volume.owner().provider(),
          volume.owner().node(),
          0,
          "0".repeat(64),
          seal.kind(),
          seal.mark(),
          how.features(),
          how.properties(),
          together);
    } catch (IllegalArgumentException e) {
      throw new NodeTrouble.StepFailed(
          volume.owner().node(),
          "what it says of " + volume.owner().ref() + " is not understood: " + e.getMessage(),
          "run again");
    }
  }

  /** The newest since the newest full one that the owner still has the version of. */
  private Optional<Backup> base(Manifest manifest, List<Version> versions) {
    Optional<Backup> full = manifest.newestFull();
    return manifest.backups().reversed().stream()
        .filter(b -> manifest.isWhole(b.id()))
        .filter(b -> full.equals(Optional.of(manifest.chain(b).getFirst())))
        .filter(b -> versions.stream().anyMatch(v -> v.guid().equals(b.guid())))
        .findFirst()
        .filter(b -> manifest.chain(b).size() <= LONGEST)
        .filter(b -> manifest.chain(b).stream().allMatch(this::isSealedAlike));
  }

  /** Or who can read the next one could not read what it builds upon. */
  private boolean isSealedAlike(Backup backup) {
    return backup.seal() == seal.kind() && backup.recipients().equals(seal.mark());
  }
}

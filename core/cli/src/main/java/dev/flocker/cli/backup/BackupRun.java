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
import java.util.HashSet;
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
   * One stream that is to be written.
   *
   * @param guids of the snapshots that are read for it
   * @param command that writes it on its node
   */
  public record Upload(Export volume, Backup planned, Set<String> guids, List<String> command) {}

  /**
   * Takes the snapshots, while the volumes' nodes are locked.
   *
   * @param set at least one, all on one node
   * @param id of no other backup; sorts by time
   * @return in that order
   */
  public List<Upload> begin(List<Export> set, String id) {
    List<Manifest> shelves = shelves(set);
    List<Version> versions =
        Export.snapshots(set, Retention.BACKUP + Stores.mark(store) + "-" + id);
    List<String> together = set.stream().map(e -> ref(e).name()).sorted().toList();
    List<Upload> uploads = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      uploads.add(upload(set.get(i), shelves.get(i), versions.get(i), id, together));
    }
    return uploads;
  }

  private List<Manifest> shelves(List<Export> set) {
    Set<String> files = Manifest.files(store);
    return set.stream().map(e -> Manifest.read(store, name(e), files)).toList();
  }

  /**
   * Writes the streams, for however long that takes. Others may do with the volumes what they like
   * meanwhile, as long as the snapshots stay.
   */
  public List<Backup> write(List<Upload> uploads) {
    List<Backup> backups = new ArrayList<>();
    try {
      for (Upload upload : uploads) {
        backups.add(write(upload));
      }
    } catch (IOException e) {
      throw unwritten(e);
    }
    return backups;
  }

  private Backup write(Upload upload) throws IOException {
    try (InputStream plain = upload.volume().stream(upload.command());
        Summed stream = new Summed(seal.close(plain))) {
      store.write(name(upload.volume()) + "/" + upload.planned().file(), stream::transferTo);
      return upload.planned().written(stream.bytes(), stream.sum());
    }
  }

  /**
   * Adds them to the manifests, as these are by now.
   *
   * @param backups what was written for each
   */
  public void record(List<Upload> uploads, List<Backup> backups) {
    List<Manifest> shelves = shelves(uploads.stream().map(Upload::volume).toList());
    for (int i = 0; i < backups.size(); i++) {
      requireBase(shelves.get(i), backups.get(i));
    }
    try {
      for (int i = 0; i < backups.size(); i++) {
        shelves.get(i).with(backups.get(i));
      }
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private void requireBase(Manifest manifest, Backup backup) {
    if (!backup.base().map(manifest::isWhole).orElse(true)) {
      throw store.trouble(
          "what the backup of " + manifest.volume() + " builds upon was taken away meanwhile",
          "run again: it begins with all of it");
    }
  }

  private NodeTrouble unwritten(IOException e) {
    return store.trouble("a backup could not be written: " + e.getMessage(), "run again");
  }

  private static Ref ref(Export volume) {
    return volume.owner().ref();
  }

  private static String name(Export volume) {
    return volume.owner().project() + "/" + ref(volume).name();
  }

  private Upload upload(
      Export volume, Manifest manifest, Version version, String id, List<String> together) {
    Optional<Backup> last = full ? Optional.empty() : base(manifest, volume.versions());
    Optional<Version> base =
        last.flatMap(
            b -> volume.versions().stream().filter(v -> v.guid().equals(b.guid())).findFirst());
    Outgoing how = volume.outgoing(base, version);
    Set<String> guids = new HashSet<>(Set.of(version.guid()));
    base.ifPresent(b -> guids.add(b.guid()));
    return new Upload(
        volume,
        planned(volume, version, id, last, how, together),
        guids,
        volume.command(base, version, how));
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

package dev.flocker.cli.backup;

import dev.flocker.api.node.Outgoing;
import dev.flocker.cli.move.Import;
import dev.flocker.cli.run.Uninterrupted;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings back what a backup and those before it hold. What a store has is a stranger's: all of it
 * is read and added up before the first byte of it goes to a node, and again on its way there.
 *
 * @param identity the file with the secret key, for what age encrypted
 */
public record Restoring(Manifest manifest, Backup backup, Optional<String> identity) {

  /**
   * Reads all that would be restored.
   *
   * @throws NodeTrouble.StepFailed if it is not what was written
   */
  public void check() {
    if (!manifest.isWhole(backup.id())) {
      throw manifest
          .store()
          .trouble(
              backup.id() + " of " + manifest.volume() + " is not all there any more",
              "restore another one: flocker volume backups --in TARGET --verify shows them");
    }
    manifest.chain(backup).forEach(one -> checked(manifest, one));
  }

  /** Reads one file of a manifest. */
  static void checked(Manifest manifest, Backup one) {
    try (Checked stream = new Checked(manifest.store().read(manifest.path(one)), one)) {
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw wrong(manifest, one, e);
    }
  }

  private static NodeTrouble wrong(Manifest manifest, Backup one, IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      return new NodeTrouble.Cancelled(manifest.store().name());
    }
    return manifest
        .store()
        .trouble(
            manifest.path(one) + ": " + e.getMessage(),
            "neither it nor what builds upon it is restored; restore one before it");
  }

  /**
   * @param besides bytes that others bring to the same node
   * @return about how many it brings there
   */
  public long begin(Import to, long besides) {
    List<Backup> chain = manifest.chain(backup);
    long bytes = chain.stream().mapToLong(Backup::bytes).sum();
    List<String> features = chain.stream().flatMap(b -> b.features().stream()).distinct().toList();
    to.begin(new Outgoing(bytes, backup.properties(), features), besides);
    return bytes;
  }

  /** Receives it all; nothing is owned or open yet. If one fails, what came of all is cleared. */
  public static void receive(Map<Restoring, Import> all) {
    try {
      all.forEach(Restoring::receive);
    } catch (NodeTrouble e) {
      all.values().forEach(to -> giveUp(to, e));
      throw e;
    }
  }

  private void receive(Import to) {
    manifest.chain(backup).forEach(one -> receive(one, to));
  }

  private void receive(Backup one, Import to) {
    try (Checked sealed = new Checked(manifest.store().read(manifest.path(one)), one);
        InputStream stream = Seal.open(one.seal(), sealed, identity)) {
      to.receive(stream);
    } catch (IOException e) {
      throw wrong(manifest, one, e);
    }
  }

  private static void giveUp(Import to, NodeTrouble why) {
    try {
      Uninterrupted.run(to::clear);
    } catch (NodeTrouble worse) {
      why.addSuppressed(worse);
    }
  }

  public void own(Import to) {
    to.own(backup.properties());
  }

  /** Whether something of it can only be read with a secret key of age's. */
  public boolean needsIdentity() {
    return manifest.chain(backup).stream().anyMatch(b -> b.seal() == Seal.Kind.AGE);
  }
}

package dev.flocker.cli.command.keep;

import dev.flocker.cli.backup.Backup;
import dev.flocker.cli.backup.BackupRun;
import dev.flocker.cli.backup.BackupRun.Upload;
import dev.flocker.cli.backup.Seal;
import dev.flocker.cli.backup.Store;
import dev.flocker.cli.backup.Stores;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.move.Export;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Retention;
import dev.flocker.cli.move.Staying;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "backup",
    description = {
      "Write a volume's state now to a place where flocker does not run: a folder of this",
      "machine, one of another over ssh, or a repository of restic's. What it has of the",
      "last time is not written again. All volumes of a container are backed up together,",
      "at one instant; whatever uses them goes on. So do runs: the nodes are locked",
      "only while the snapshots are taken, and once all is written.",
      "",
      "What ZFS encrypts stays so. For the rest, --recipient encrypts with age or gpg."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume backup -i hosts.yml shop/pgdata --to /srv/backups",
      "  flocker volume backup -i hosts.yml shop/pgdata --to ssh://me@nas/srv/backups \\",
      "      --recipient age1ql3z...",
      "  RESTIC_PASSWORD_FILE=~/.restic flocker volume backup -i hosts.yml shop/pgdata \\",
      "      --to restic:s3:s3.example.com/backups"
    })
public final class VolumeBackup extends VolumeCommand.One {

  /** For a run that is under way when all is written: others wait for what this one has locked. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final App app;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TARGET",
      description = "A folder, ssh://USER@HOST/PATH, or restic:REPOSITORY.")
  private String to = "";

  @Option(
      names = "--recipient",
      paramLabel = "KEY",
      split = "\n",
      splitSynopsisLabel = "",
      description = {
        "Encrypt to this public key: age's, SSH's (by age), or one that gpg knows. May be",
        "given several times."
      })
  private List<String> recipients = new ArrayList<>();

  @Option(names = "--full", description = "Write all of it, whatever is there already.")
  private boolean full;

  public VolumeBackup(App app) {
    super(app);
    this.app = app;
  }

  @Override
  public void check() {
    try {
      store().require();
      seal().require();
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  private Store store() {
    return Stores.of(to);
  }

  private Seal seal() {
    return Seal.to(recipients);
  }

  /** The nodes are locked while the snapshots are taken, and to let go of those before. */
  @Override
  public String act(Volumes volumes) {
    List<Volumes> set = new StateSet(volumes).volumes();
    BackupRun run = new BackupRun(store(), seal(), full);
    set.forEach(v -> pin(v, Set.of())); // or another one is at it
    List<Export> exports = set.stream().map(v -> new Export(v.owner())).toList();
    List<Upload> uploads = run.begin(exports, Replication.label());
    for (int i = 0; i < set.size(); i++) {
      pin(set.get(i), uploads.get(i).guids());
    }
    volumes.look().unlock();
    warn(uploads);
    List<Backup> taken = run.write(uploads);
    run.record(uploads, taken);
    tidy(set, volumes.look());
    return said(volumes, taken.getFirst());
  }

  /** Before it is written, so that it can be kept from that. */
  private void warn(List<Upload> uploads) {
    if (Stores.isForeign(store()) && uploads.stream().anyMatch(u -> u.planned().isReadable())) {
      app.console()
          .err("who can read " + store().name() + " can read it: --recipient KEY encrypts it");
    }
  }

  /**
   * On all nodes: wherever the volume goes meanwhile, nobody begins another one. To another target
   * neither: it may be the same by another name.
   */
  private void pin(Volumes volume, Set<String> guids) {
    Look look = volume.look();
    look.opened().sessions().keySet().stream()
        .filter(node -> !look.troubles().containsKey(node))
        .forEach(node -> volume.on(node).pin(app.errand().by(), guids));
  }

  /** It is written: what cannot be let go of now, the next one lets go of. */
  private void tidy(List<Volumes> set, Look look) {
    try {
      look.relock(PATIENCE);
      letGo(set, look);
    } catch (NodeTrouble.Cancelled e) {
      throw e;
    } catch (NodeTrouble e) {
      set.forEach(volume -> look.unpruned(volume.ref(), Optional.of(e)));
    }
  }

  /** Of what no backup builds upon any more, wherever the volumes are by now. */
  private void letGo(List<Volumes> set, Look look) {
    for (Volumes volume : set) {
      try {
        Volumes.of(look, look.everything(), volume.name()).letGo(allElse());
      } catch (NodeTrouble.Cancelled e) {
        throw e;
      } catch (NodeTrouble e) {
        look.unpruned(volume.ref(), Optional.of(e));
      }
    }
  }

  /** What runs and persons took stays: only they know for how long. */
  private Staying allElse() {
    String mark = Retention.BACKUP + Stores.mark(store()) + "-";
    return (versions, needed) -> {
      Set<String> stay = new HashSet<>(needed);
      versions.stream().filter(v -> !v.snapshot().contains(mark)).forEach(v -> stay.add(v.guid()));
      return new Staying.Stay(stay, 0);
    };
  }

  private String said(Volumes volumes, Backup backup) {
    String kind = backup.base().map(b -> "what changed since " + b).orElse("all of it");
    List<String> others = backup.others(volumes.project(), volumes.ref().name());
    return "backup %s at %s: %s, %s%s"
        .formatted(
            backup.id(),
            store().name(),
            kind,
            backup.size(),
            others.isEmpty() ? "" : "; with it " + String.join(", ", others));
  }
}

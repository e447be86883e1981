package dev.flocker.cli.command.keep;

import dev.flocker.cli.backup.Backup;
import dev.flocker.cli.backup.Checking;
import dev.flocker.cli.backup.Manifest;
import dev.flocker.cli.backup.Store;
import dev.flocker.cli.backup.Stores;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backups",
    description = {
      "List the backups that are in a place, oldest first. With --verify each is read",
      "again and compared with what was written; that needs no key, and no node."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume backups --in /srv/backups",
      "  flocker volume backups --in ssh://me@nas/srv/backups shop/pgdata --verify"
    })
public final class VolumeBackups implements Callable<Integer> {
  private final App app;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "TARGET",
      description = "A folder, ssh://USER@HOST/PATH, or restic:REPOSITORY.")
  private String in = "";

  @Option(names = "--verify", description = "Read all of them, and say which are no longer right.")
  private boolean verify;

  @Parameters(paramLabel = "PROJECT/NAME", arity = "0..*", description = "Only of these volumes.")
  private List<String> volumes = new ArrayList<>();

  public VolumeBackups(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    volumes.forEach(Volumes::project);
    Map<String, Supplier<Manifest>> shelves = Manifest.all(store());
    for (String volume : volumes) {
      if (!shelves.containsKey(volume)) {
        throw new WrongInput(
            "there is no backup of " + volume + " in " + Stores.shown(in), "leave it out");
      }
    }
    if (shelves.isEmpty()) {
      app.console().out("there is no backup in " + Stores.shown(in));
    }
    boolean good = !verify || !shelves.isEmpty();
    if (!volumes.isEmpty()) {
      shelves.keySet().retainAll(volumes);
    }
    for (Supplier<Manifest> manifest : shelves.values()) {
      good &= attempt(manifest);
    }
    return (good ? Exit.DONE : Exit.FAILED).code();
  }

  /** What cannot be read of one volume hides none of the others. */
  private boolean attempt(Supplier<Manifest> manifest) {
    try {
      return show(manifest.get());
    } catch (NodeTrouble.StepFailed e) {
      app.console().err(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private Store store() {
    try {
      return Stores.of(in);
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  /**
   * @return whether no flaw was found
   */
  private boolean show(Manifest manifest) {
    app.console().out(manifest.volume());
    if (!verify) {
      manifest.backups().forEach(b -> line(b, manifest.isWhole(b.id()) ? "" : gone(manifest, b)));
      return true;
    }
    boolean good = true;
    for (Checking.Finding finding : Checking.of(manifest)) {
      Backup backup = finding.backup();
      if (!manifest.isWhole(backup.id()) && manifest.isRemoved(backup)) {
        line(backup, gone(manifest, backup));
        continue;
      }
      good &= finding.flaw().isEmpty();
      line(backup, finding.flaw().isEmpty() ? "  good" : "  BAD: " + finding.flaw());
    }
    return good;
  }

  private static String gone(Manifest manifest, Backup backup) {
    return manifest.isRemoved(backup) ? "  removed" : "  not all there any more";
  }

  private void line(Backup backup, String rest) {
    String kind = backup.base().isEmpty() ? "full" : "increment";
    String upon = backup.base().map(base -> ", upon " + base).orElse("");
    app.console()
        .out(
            "    %s  %-9s  %8s  of %s%s%s"
                .formatted(backup.id(), kind, backup.size(), backup.node(), upon, rest));
  }
}

package dev.flocker.cli.command.keep;

import dev.flocker.cli.backup.Backup;
import dev.flocker.cli.backup.Checking;
import dev.flocker.cli.backup.Shelf;
import dev.flocker.cli.backup.Store;
import dev.flocker.cli.backup.Stores;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.WrongInput;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    List<Shelf> shelves = Shelf.all(store());
    for (String volume : volumes) {
      if (shelves.stream().noneMatch(s -> s.volume().equals(volume))) {
        throw new WrongInput("there is no backup of " + volume + " in " + in, "leave it out");
      }
    }
    boolean good = true;
    for (Shelf shelf : shelves) {
      if (volumes.isEmpty() || volumes.contains(shelf.volume())) {
        good &= show(shelf);
      }
    }
    return (good ? Exit.DONE : Exit.FAILED).code();
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
  private boolean show(Shelf shelf) {
    app.console().out(shelf.volume());
    if (!verify) {
      shelf
          .backups()
          .forEach(b -> line(b, shelf.isWhole(b.id()) ? "" : "  not all there any more"));
      return true;
    }
    boolean good = true;
    for (Checking.Finding finding : Checking.of(shelf)) {
      good &= finding.flaw().isEmpty();
      line(finding.backup(), finding.flaw().isEmpty() ? "  good" : "  BAD: " + finding.flaw());
    }
    return good;
  }

  private void line(Backup backup, String rest) {
    String kind = backup.base().isEmpty() ? "full" : "increment";
    app.console()
        .out(
            "    %s  %-9s  %8s  of %s%s"
                .formatted(backup.id(), kind, backup.size(), backup.node(), rest));
  }
}

package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Version;
import dev.flocker.cli.backup.Stores;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.move.Need;
import dev.flocker.cli.move.Needs;
import dev.flocker.cli.move.Release;
import dev.flocker.cli.move.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prune",
    description = {
      "Destroy snapshots of flocker's that no replica needs and nobody asked for: the",
      "way out of a pool that is full. What stays for rollbacks, for the next backup,",
      "or as it was taken by hand goes only where that is named: flocker volume",
      "snapshots shows it, with what it takes up. What a replica needs stays in any",
      "case."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume prune -i hosts.yml shop/pgdata --keep 0",
      "  flocker volume prune -i hosts.yml shop/pgdata --rollbacks",
      "  flocker volume prune -i hosts.yml shop/pgdata --target ssh://me@nas/srv/backups",
      "  flocker volume prune -i hosts.yml shop/pgdata \\",
      "      --snapshot flocker-manual-20261101T120000-1a2b"
    })
public final class VolumePrune extends VolumeCommand.One {
  private final App app;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description =
          "How many of the newest stay nevertheless, of all that may go. Without it nothing goes"
              + " but what the other options name.")
  private @Nullable Integer keep;

  @Option(
      names = "--rollbacks",
      description =
          "Those that were taken before containers were replaced: flocker rollback goes back to"
              + " these without data from then on.")
  private boolean rollbacks;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description =
          "Those that the next backup to there would build upon, which then writes all of it. As"
              + " it was written for the backups, or its mark of 8 letters. May be given several"
              + " times.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--snapshot",
      paramLabel = "SNAPSHOT",
      description = "This one, whatever it was taken for. May be given several times.")
  private List<String> snapshots = new ArrayList<>();

  public VolumePrune(App app) {
    super(app);
    this.app = app;
  }

  @Override
  public void check() {
    if (keep != null) {
      requireCount(keep);
    } else if (!rollbacks && targets.isEmpty() && snapshots.isEmpty()) {
      throw new WrongInput(
          "nothing says what is to go", "say --keep 0, --rollbacks, --target or --snapshot");
    }
    marks();
  }

  private Set<String> marks() {
    try {
      return targets.stream().map(Stores::mark).collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public String act(Volumes volumes) {
    Needs needs = Needs.of(volumes.held());
    Release release = new Release(rollbacks, marks(), named(volumes, needs));
    requireTaken(volumes);
    volumes
        .retain(release.staying(Optional.ofNullable(keep)), release)
        .ifPresent(
            why -> {
              throw why;
            });
    List<String> done = new ArrayList<>();
    for (Side side : volumes.withReplicas()) {
      List<Version> before = versions(volumes, side.node());
      List<Version> after = side.copy().map(c -> c.versions()).orElse(List.of());
      done.add(
          "%d on %s"
              .formatted(before.stream().filter(v -> !after.contains(v)).count(), side.node()));
      after.stream().filter(release::covers).forEach(v -> stays(v, side.node(), needs));
    }
    return "snapshots destroyed: " + String.join(", ", done);
  }

  private static List<Version> versions(Volumes volumes, String node) {
    return volumes.held().stream()
        .filter(at -> at.node().equals(node))
        .flatMap(at -> at.copy().versions().stream())
        .toList();
  }

  /** What was named, and ZFS or a copy keeps. */
  private void stays(Version version, String node, Needs needs) {
    String why = binding(needs, version);
    String asked =
        "what flocker volume snapshots " + volume() + " says, or a backup that is being written";
    app.console()
        .err(
            "%s stays on %s, for %s"
                .formatted(version.snapshot(), node, why.isEmpty() ? asked : why));
  }

  /** The GUIDs of single snapshots. */
  private Set<String> named(Volumes volumes, Needs needs) {
    Set<String> guids = new HashSet<>();
    for (String name : snapshots) {
      Version version =
          found(volumes, v -> v.snapshot().equals(name))
              .orElseThrow(
                  () ->
                      volumes.refusal(
                          List.of(),
                          "no copy has a snapshot " + name + " of flocker's",
                          "flocker volume snapshots " + volume() + " shows them"));
      if (!binding(needs, version).isEmpty()) {
        throw volumes.refusal(
            List.of(),
            name + " stays for " + binding(needs, version),
            "once that has a newer one it is free: flocker volume push");
      }
      guids.add(version.guid());
    }
    return guids;
  }

  /** Who needs it, whatever a person says; empty if nobody does. */
  private static String binding(Needs needs, Version version) {
    return needs.of(version).stream()
        .filter(n -> n.kind() == Need.Kind.COPY || n.kind() == Need.Kind.HANDOFF)
        .map(Need::words)
        .collect(Collectors.joining(", "));
  }

  private void requireTaken(Volumes volumes) {
    for (String target : targets) {
      Release of = new Release(false, Set.of(Stores.mark(target)), Set.of());
      if (found(volumes, of::covers).isEmpty()) {
        throw volumes.refusal(
            List.of(),
            "no copy has a snapshot of the mark " + Stores.mark(target) + ", for a backup to there",
            "write it as it was written then; flocker volume snapshots "
                + volume()
                + " shows its mark");
      }
    }
  }

  private static Optional<Version> found(Volumes volumes, Predicate<Version> which) {
    return volumes.copies().stream().flatMap(c -> c.versions().stream()).filter(which).findFirst();
  }
}

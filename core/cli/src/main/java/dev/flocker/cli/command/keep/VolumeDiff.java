package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Version;
import dev.flocker.cli.command.App;
import dev.flocker.cli.move.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Show which files of a volume changed since a snapshot (default: its newest), or",
      "between two: + made, - gone, M changed, R renamed, then F for a file, / for a",
      "folder. A thousand lines at most. Only OpenZFS can tell."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume diff -i hosts.yml shop/pgdata",
      "  flocker volume diff -i hosts.yml shop/pgdata flocker-20261101T120000-1a2b"
    })
public final class VolumeDiff extends VolumeCommand.One {

  /** What a node tells beyond that is not shown. */
  private static final int MOST = 1001;

  private final App app;

  @Parameters(
      index = "1..2",
      arity = "0..2",
      paramLabel = "SNAPSHOT",
      description = "Since when, and until when: flocker volume ls shows them.")
  private List<String> snapshots = new ArrayList<>();

  public VolumeDiff(App app) {
    super(app);
    this.app = app;
  }

  @Override
  public String act(Volumes volumes) {
    Side owner = volumes.owner();
    Version from =
        snapshots.isEmpty() ? newest(volumes, owner) : volumes.version(snapshots.getFirst());
    Optional<Version> to = snapshots.stream().skip(1).findFirst().map(volumes::version);
    List<String> lines = owner.difference(from, to);
    lines.stream().limit(MOST).forEach(line -> app.console().out(line.replace('\n', ' ')));
    return lines.size()
        + (lines.size() == 1 ? " change" : " changes")
        + " since "
        + from.snapshot();
  }

  private static Version newest(Volumes volumes, Side owner) {
    return owner
        .copy()
        .flatMap(c -> c.newest())
        .orElseThrow(
            () ->
                volumes.refusal(
                    List.of(owner.node()),
                    "it has no snapshot",
                    "take one: flocker volume snapshot"));
  }
}

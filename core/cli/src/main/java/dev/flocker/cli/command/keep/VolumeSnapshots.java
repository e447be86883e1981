package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.ByteSize;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.move.Listed;
import dev.flocker.cli.move.Need;
import dev.flocker.cli.move.Needs;
import dev.flocker.cli.move.SnapshotName;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.state.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "snapshots",
    description = {
      "List every snapshot of a volume on each node, whoever took it: when, what",
      "comes free if it alone is destroyed, and for whom it stays. flocker volume",
      "prune lets go of them."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker volume snapshots -i hosts.yml shop/pgdata")
public final class VolumeSnapshots implements Callable<Integer> {
  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Parameters(paramLabel = "PROJECT/NAME", description = "The volume.")
  private String volume = "";

  public VolumeSnapshots(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Volumes.project(volume);
    try (Look look = Look.reading(app, nodes, null)) {
      try {
        Volumes volumes = Volumes.of(look, look.everything(), volume);
        Needs needs = Needs.of(volumes.held());
        volumes.held().forEach(at -> attempt(look, () -> show(volumes, at, needs)));
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit().code();
    }
  }

  /** A node that cannot list them hides none of the others. */
  private static void attempt(Look look, Runnable part) {
    try {
      part.run();
    } catch (NodeTrouble.Cancelled e) {
      throw e;
    } catch (NodeTrouble e) {
      look.ended(e);
    }
  }

  private void show(Volumes volumes, Needs.At at, Needs needs) {
    List<Listed> all = volumes.on(at.node()).list();
    Instant now = Instant.now();
    app.console().out(volume + "  " + at.node() + "  " + at.copy().role().word());
    int names = all.stream().mapToInt(l -> name(l).length()).max().orElse(0);
    String form = "    %-" + Math.max(1, names) + "s  %10s  frees %8s  for %s";
    for (Listed one : all) {
      app.console()
          .out(
              form.formatted(
                  name(one),
                  Amounts.when(one.snapshot().taken(), now),
                  ByteSize.about(one.snapshot().bytes()),
                  String.join(", ", whose(one, at.copy(), needs))));
    }
  }

  private static String name(Listed one) {
    return one.snapshot().version().snapshot();
  }

  /** For whom it stays, at least somebody or nobody. */
  private static List<String> whose(Listed one, Copy copy, Needs needs) {
    Version version = one.snapshot().version();
    List<String> whose = new ArrayList<>();
    needs.of(version).stream().map(Need::words).forEach(whose::add);
    whose.addAll(one.formers());
    whose.addAll(one.snapshot().keepers());
    boolean ours = copy.versions().stream().anyMatch(v -> v.guid().equals(version.guid()));
    if (!ours) {
      whose.add("others, not flocker's");
    } else if (SnapshotName.of(version).filter(SnapshotName::scheduled).isPresent()) {
      whose.add("its schedule");
    }
    return whose.isEmpty() ? List.of("nobody") : whose;
  }
}

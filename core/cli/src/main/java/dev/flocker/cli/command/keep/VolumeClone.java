package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Version;
import dev.flocker.cli.command.App;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.move.Replication;
import dev.flocker.cli.move.Sending;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.plan.NodeViews;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "clone",
    description = {
      "Make a volume of its own from one of another's snapshots, or from its state",
      "now: a copy to try things on. On the owner's node it takes seconds and no room",
      "until something is written, and that snapshot stays as long as the clone is",
      "there; another node gets a whole copy. A playbook with that project and name",
      "uses it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume clone -i hosts.yml shop/pgdata --as staging/pgdata",
      "  flocker volume clone -i hosts.yml shop/pgdata@flocker-20261101T120000-1a2b \\",
      "      --as staging/pgdata --on n3"
    })
public final class VolumeClone extends VolumeCommand.One {
  @Option(
      names = "--as",
      required = true,
      paramLabel = "PROJECT/NAME",
      description = "What it is to be called; nothing is called so yet.")
  private String as = "";

  @Option(
      names = "--on",
      paramLabel = "NODE",
      description = "Which node gets it (default: the owner's).")
  private @Nullable String on;

  @Option(
      names = "--assume-absent",
      paramLabel = "NODE",
      description = {
        "Take a node that cannot be reached to have no volume of that name.",
        "May be given several times."
      })
  private List<String> assumeAbsent = new ArrayList<>();

  public VolumeClone(App app) {
    super(app);
  }

  /** What comes after the @ is a snapshot. */
  @Override
  public String name() {
    return volume().split("@", 2)[0];
  }

  @Override
  public void check() {
    Named.parse(as);
  }

  @Override
  public List<String> targets() {
    return on == null ? List.of() : List.of(on);
  }

  @Override
  public String act(Volumes volumes) {
    Side owner = volumes.owner();
    Side to = target(volumes, owner);
    requireAbsent(volumes, to);
    Version version = version(volumes, owner);
    if (to.node().equals(owner.node())) {
      owner.branch(version, to.project(), to.ref());
      return "%s has %s, which shares what has not changed with it: the snapshot %s stays as long as that is there"
          .formatted(to.node(), as, version.snapshot());
    }
    Sending.send(owner, version, to, progress());
    return "%s has %s, a whole copy of the snapshot %s"
        .formatted(to.node(), as, version.snapshot());
  }

  private Side target(Volumes volumes, Side owner) {
    Named named = Named.parse(as);
    Ref ref = named.ref(volumes.ref().type());
    Side there = on == null ? owner : volumes.on(on);
    return new Side(there.session(), owner.provider(), named.project(), ref);
  }

  /** Made as an empty one is: only when no node can have one of that name. */
  private void requireAbsent(Volumes volumes, Side to) {
    Decision decision =
        Ownership.decide(
            NodeViews.of(volumes.sights(), to.ref(), to.project()),
            to.node(),
            new HashSet<>(assumeAbsent));
    if (decision instanceof Decision.Blocked blocked) {
      throw volumes.refusal(blocked.nodes(), as + ": " + blocked.why(), blocked.remedy());
    }
    if (!(decision instanceof Decision.Create)) {
      throw volumes.refusal(
          List.of(to.node()),
          "there is a volume " + as + " already",
          "choose another name, or destroy that one: flocker volume destroy " + as);
    }
  }

  private Version version(Volumes volumes, Side owner) {
    String[] part = volume().split("@", 2);
    return part.length == 2
        ? volumes.version(part[1])
        : owner.snapshots(List.of(), Replication.label()).getFirst();
  }
}

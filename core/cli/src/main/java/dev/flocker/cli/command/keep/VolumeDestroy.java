package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Progress;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Question;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.NodeView;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.move.Peer;
import dev.flocker.cli.plan.Sight;
import dev.flocker.node.wire.Call;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "destroy",
    description = {
      "Destroy a volume with its data, its replicas and all snapshots, on all nodes.",
      "Says first what goes, and wants its name typed. Refused while a container",
      "mounts it, a clone builds upon it, or a node that may have a copy is not seen."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume destroy -i hosts.yml staging/pgdata",
      "  flocker volume destroy -i hosts.yml staging/pgdata --yes"
    })
public final class VolumeDestroy extends VolumeCommand.One {
  private final App app;

  @Option(names = "--yes", description = "Destroy it without asking.")
  private boolean yes;

  public VolumeDestroy(App app) {
    super(app);
    this.app = app;
  }

  @Override
  public String act(Volumes volumes) {
    new Users(volumes).refuse(s -> true, "take it out of its playbook, and run that");
    requireAllSeen(volumes);
    List<Sight> all = ownerLast(volumes);
    all.forEach(s -> volumes.on(s.node()).requireDestroyable());
    all.stream()
        .filter(s -> s.copy().orElseThrow().open())
        .forEach(s -> volumes.on(s.node()).requireClosable());
    all.forEach(s -> app.console().out(volume() + ": " + told(s)));
    if (!yes && !Question.typed(app, "Destroy all of it?", volume())) {
      throw volumes.refusal(List.of(), "not destroyed, as its name was not typed", "");
    }
    all.forEach(s -> destroy(volumes, s));
    return "destroyed on " + String.join(", ", all.stream().map(Sight::node).toList());
  }

  private static String told(Sight sight) {
    Copy copy = sight.copy().orElseThrow();
    String role = copy.role().word();
    int snapshots = copy.versions().size();
    return "%s  %s, %d snapshot%s"
        .formatted(sight.node(), role, snapshots, snapshots == 1 ? "" : "s");
  }

  /** Cut short, the volume has fewer replicas. */
  private static List<Sight> ownerLast(Volumes volumes) {
    List<Sight> all = new ArrayList<>(volumes.copiesSeen());
    all.sort((a, b) -> Boolean.compare(isOwner(a), isOwner(b)));
    return all;
  }

  private static boolean isOwner(Sight sight) {
    return sight.copy().filter(c -> c.role() == Copy.Role.OWNER).isPresent();
  }

  /** What an owner does not name has no copy; without an owner any node may have one. */
  private static void requireAllSeen(Volumes volumes) {
    List<NodeView> views = volumes.views();
    Set<String> unseen = new LinkedHashSet<>();
    Peer.unseen(views, volumes.copies()).forEach(p -> unseen.add(p.name()));
    boolean owned =
        views.stream()
            .anyMatch(v -> Ownership.decide(views, v.node(), Set.of()) instanceof Decision.Stay);
    if (!owned) {
      unseen.addAll(volumes.unseen());
    }
    if (!unseen.isEmpty()) {
      String first = unseen.iterator().next();
      throw volumes.refusal(
          List.copyOf(unseen),
          "not seen, and may have a copy",
          "bring it back; if it is gone for good: flocker volume forget --gone " + first);
    }
  }

  private static void destroy(Volumes volumes, Sight sight) {
    Map<String, Object> change =
        Map.of(
            "change",
            "remove",
            "have",
            volumes.look().types().type(sight.ref().type()).state().encode(sight.state()),
            "version",
            sight.version(),
            "destroyData",
            true);
    Call call =
        new Call(sight.provider(), Call.Operation.APPLY, volumes.project(), sight.ref(), change);
    volumes.on(sight.node()).session().perform(List.of(call), Progress.NONE);
  }
}

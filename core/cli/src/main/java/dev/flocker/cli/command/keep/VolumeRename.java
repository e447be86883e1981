package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.move.Decision;
import dev.flocker.cli.move.NodeView;
import dev.flocker.cli.move.Ownership;
import dev.flocker.cli.move.Peer;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.plan.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    description = {
      "Give a volume another name, or another project, on all nodes that have a copy.",
      "What uses it must be stopped, and its playbook is yours to change. Cut short,",
      "say it again: it goes on."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker volume rename -i hosts.yml shop/books shop/ledger")
public final class VolumeRename extends VolumeCommand.One {
  @Parameters(index = "1", paramLabel = "PROJECT/NEW", description = "What it is to be called.")
  private String as = "";

  public VolumeRename(App app) {
    super(app);
  }

  @Override
  public void check() {
    Named.parse(as);
    if (as.equals(volume())) {
      throw new WrongInput("it is called " + as + " already");
    }
  }

  @Override
  public String act(Volumes volumes) {
    Named to = Named.parse(as);
    Ref ref = to.ref(volumes.ref().type());
    List<Sight> done = copies(volumes.sights().of(ref, to.project()));
    new Users(volumes).refuse(Sight::running, "stop it: flocker stop");
    requireSame(volumes, done);
    String owner = owner(volumes, done);
    List<Sight> all = new ArrayList<>(volumes.copiesSeen());
    all.removeIf(s -> s.node().equals(owner));
    volumes.copiesSeen().stream().filter(s -> s.node().equals(owner)).forEach(all::add);
    List<Side> sides = all.stream().map(s -> volumes.on(s.node())).toList();
    sides.forEach(Side::requireRenamable);
    sides.forEach(side -> side.rename(to.project(), ref));
    String nodes = all.stream().map(Sight::node).collect(Collectors.joining(", "));
    return "is called " + as + " on " + nodes + "; write that in its playbook before the next run";
  }

  private static List<Sight> copies(List<Sight> sights) {
    return sights.stream().filter(s -> s.copy().isPresent()).toList();
  }

  /** What has the new name already is what an earlier call renamed, or in the way. */
  private void requireSame(Volumes volumes, List<Sight> done) {
    Set<String> ids =
        Stream.concat(volumes.copiesSeen().stream(), done.stream())
            .flatMap(s -> s.copy().stream())
            .map(Copy::volume)
            .collect(Collectors.toSet());
    Predicate<Sight> both =
        s -> volumes.copiesSeen().stream().anyMatch(o -> o.node().equals(s.node()));
    List<String> nodes = done.stream().map(Sight::node).toList();
    if (ids.size() > 1 || done.stream().anyMatch(both)) {
      throw volumes.refusal(
          nodes.isEmpty() ? volumes.copiesSeen().stream().map(Sight::node).toList() : nodes,
          nodes.isEmpty()
              ? "there are different volumes of this name"
              : "there is a volume " + as + " already",
          nodes.isEmpty() ? "flocker volume promote says which is right" : "choose another name");
    }
    List<String> unseen = volumes.unseen();
    if (!unseen.isEmpty()) {
      throw volumes.refusal(
          unseen, "not seen, and may have a copy, or one that is called " + as, "bring it back");
    }
  }

  /**
   * Of the copies of either name.
   *
   * @return whose is renamed last, so that the volume is found by its name until all are done
   */
  private static String owner(Volumes volumes, List<Sight> done) {
    List<NodeView> views = new ArrayList<>();
    for (NodeView view : volumes.views()) {
      Optional<Copy> renamed =
          done.stream().filter(s -> s.node().equals(view.node())).findFirst().flatMap(Sight::copy);
      views.add(
          view instanceof NodeView.Seen seen && renamed.isPresent()
              ? new NodeView.Seen(seen.node(), seen.id(), renamed)
              : view);
    }
    List<Copy> copies =
        views.stream()
            .flatMap(v -> v instanceof NodeView.Seen s ? s.copy().stream() : Stream.empty())
            .toList();
    Peer.unseen(views, copies).stream()
        .findFirst()
        .ifPresent(
            p -> {
              throw volumes.refusal(
                  List.of(p.name()),
                  "it was told of a copy, and was not seen",
                  "bring it back, or if it is gone for good: flocker volume forget --gone "
                      + p.name());
            });
    return views.stream()
        .map(NodeView::node)
        .filter(
            n ->
                Ownership.decide(views, n, Set.of()) instanceof Decision.Stay s
                    && s.stale().isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                volumes.refusal(
                    List.of(), "it is not certain who owns it", "run its playbook first"));
  }
}

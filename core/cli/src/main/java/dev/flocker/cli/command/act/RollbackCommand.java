package dev.flocker.cli.command.act;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Version;
import dev.flocker.api.value.Durations;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.Question;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.plan.Finding;
import dev.flocker.cli.plan.Sight;
import dev.flocker.cli.run.Recalling;
import dev.flocker.cli.run.Revision;
import dev.flocker.cli.run.Sessions;
import dev.flocker.cli.session.NodeTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = {
      "Go back to what a container was before it was replaced.",
      "",
      "That is its image and all that was said of it. Its node keeps the last 5 besides the",
      "newest, and what was well last, with the snapshots of their data. The next run of a",
      "playbook that says otherwise makes the newer one again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker rollback -i hosts.yml db --list",
      "  flocker rollback -i hosts.yml shop/db --with-data",
      "  flocker rollback -i hosts.yml web --node n2 --to 3"
    })
public final class RollbackCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Only there, of a container that is on several nodes.")
  private @Nullable String node;

  @Option(
      names = "--to",
      paramLabel = "N",
      description = "Which one, as --list numbers them (default: the last that is another one).")
  private @Nullable Integer to;

  @Option(
      names = "--with-data",
      description = {
        "Bring its volumes back too, to the snapshot that was taken just before it was",
        "replaced. Says what that takes away, and asks; how they are now is kept as a",
        "snapshot."
      })
  private boolean withData;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--list", description = "Only show what its nodes keep.")
  private boolean list;

  @Parameters(
      paramLabel = "CONTAINER",
      description = "Its name, or PROJECT/NAME where several projects have one of that name.")
  private String name = "";

  public RollbackCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    if (list && (to != null || withData)) {
      throw new WrongInput("--list changes nothing", "leave it out to go back");
    }
    List<String> named = node == null ? List.of() : List.of(node);
    try (Look look = Look.at(app, nodes, !list, named)) {
      try {
        if (!list) {
          look.lock();
        }
        Recalling recalling =
            new Recalling(look.types(), new Sessions(look.opened().sessions()), look.everything());
        List<Sight> found = recalling.finding().named(name, Optional.ofNullable(node));
        requireOne(found);
        found.forEach(sight -> act(recalling, sight, look));
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit().code();
    }
  }

  private void requireOne(List<Sight> found) {
    if (to != null && found.size() > 1) {
      throw new WrongInput(
          name + " is on " + Finding.nodes(found) + ", and each numbers its own",
          "say which: --node " + found.getFirst().node());
    }
  }

  /** One that fails on a node keeps none of the others from being done. */
  private void act(Recalling recalling, Sight sight, Look look) {
    try {
      Recalling.Kept kept = recalling.kept(sight);
      if (list) {
        lines(recalling, sight, kept).forEach(app.console()::out);
      } else {
        goBack(recalling, sight, kept);
      }
    } catch (NodeTrouble.Cancelled e) {
      throw e;
    } catch (NodeTrouble e) {
      look.ended(e);
    }
  }

  private static List<String> lines(Recalling recalling, Sight sight, Recalling.Kept kept) {
    List<String> lines = new ArrayList<>();
    lines.add(sight.ref() + " on " + sight.node() + ": now " + kept.now());
    for (Revision former : kept.formers()) {
      lines.add(
          "  %3d  until %s  %s%s%s%s"
              .formatted(
                  former.number(),
                  former.until(),
                  former.words(),
                  data(recalling, sight, former),
                  former.well() ? "" : ", which did not get well",
                  recalling.isAsNow(former, sight) ? ", as it is now" : ""));
    }
    return lines;
  }

  private static String data(Recalling recalling, Sight sight, Revision former) {
    if (former.snapshot().isEmpty()) {
      return "";
    }
    return recalling.hasData(sight, former) ? ", with data" : ", whose data is gone";
  }

  private void goBack(Recalling recalling, Sight sight, Recalling.Kept kept) {
    Revision former = chosen(recalling, sight, kept);
    if (!withData && recalling.isAsNow(former, sight)) {
      say(sight, "is as it was then already");
      return;
    }
    Map<Sight, Version> data = withData ? recalling.data(sight, former) : Map.of();
    if (withData && !isAgreed(former, data)) {
      say(sight, "is left as it is");
      return;
    }
    recalling.recall(sight, former, data);
    say(
        sight,
        "is again what it was until %s: %s%s"
            .formatted(former.until(), former.words(), withData ? ", with its data of then" : ""));
    app.console()
        .out(
            "Its playbook is as it was: where that asks for what it was just now ("
                + kept.now()
                + "), the next run makes it that again.");
  }

  private void say(Sight sight, String what) {
    app.console().out(sight.ref() + " on " + sight.node() + ": " + what);
  }

  private Revision chosen(Recalling recalling, Sight sight, Recalling.Kept kept) {
    List<Revision> all = kept.formers();
    List<Revision> found =
        all.reversed().stream()
            .filter(f -> to == null ? !recalling.isAsNow(f, sight) : f.number() == to)
            .toList();
    return found.stream()
        .filter(Revision::well)
        .findFirst()
        .or(() -> found.stream().findFirst())
        .orElseThrow(() -> none(sight, all));
  }

  private NodeTrouble none(Sight sight, List<Revision> all) {
    String numbers =
        all.stream().map(f -> Long.toString(f.number())).collect(Collectors.joining(", "));
    return to == null
        ? new NodeTrouble.StepFailed(
            sight.node(),
            "it keeps nothing else that " + sight.ref() + " was",
            "go back by its playbook: put the earlier image into it, and run it")
        : new NodeTrouble.StepFailed(
            sight.node(),
            "it keeps no number " + to + " of " + sight.ref(),
            numbers.isEmpty() ? "it keeps none of it" : "it keeps " + numbers);
  }

  /** What is lost is said in any case. */
  private boolean isAgreed(Revision former, Map<Sight, Version> data) {
    data.forEach((volume, version) -> app.console().out(loss(volume, version, former)));
    return yes || Question.agreed(app, "Go back, with that data?");
  }

  private static String loss(Sight volume, Version to, Revision former) {
    Duration age = Duration.between(former.until(), Instant.now());
    List<Version> all = volume.copy().map(Copy::versions).orElse(List.of());
    long since = all.size() - 1L - all.indexOf(to);
    return "%s goes back to how it was at %s, %s ago: what was written since is lost to it, and kept as a snapshot alone%s."
        .formatted(
            volume.ref(),
            former.until(),
            Durations.about(age),
            since == 0 ? "" : ". Snapshots that came since: " + since);
  }
}

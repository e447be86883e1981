package dev.flocker.cli.command.keep;

import dev.flocker.api.ResourceType;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Apply;
import dev.flocker.cli.command.Declaring;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.Question;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.console.TextOutput;
import dev.flocker.cli.playbook.Playbooks;
import dev.flocker.cli.playbook.ReadOptions;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.session.NodeTrouble;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "failover",
    description = {
      "Take over what a node owned that is dead or cut off, then run the playbooks.",
      "",
      "Says first of each volume which copy becomes the owner and what is lost,",
      "what has no copy at all, and which nodes are powered off before; then asks",
      "once. The newest copy is taken; of equals one on a node that is not drained,",
      "then on the first candidate of its container, or where that is, then the first",
      "of its replicas. Volumes of one container go to one node, as one state; so do",
      "those of containers that have to be together. Playbooks have to name the new",
      "nodes: what to write is said before anything is touched. Cut short, run it",
      "again. While the node is gone, this ends with 4."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker failover -i hosts.yml n1 site.yml",
      "  flocker failover -i hosts.yml n1 shop.yml office.yml --powered-off n1 --yes"
    })
public final class FailoverCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      split = "\n",
      splitSynopsisLabel = "",
      description = "Variables that win over all others: NAME=VALUE, @FILE, or a mapping.")
  private List<String> extraVars = new ArrayList<>();

  @Option(
      names = "--powered-off",
      paramLabel = "NODE",
      description = {
        "A node, by name or machine id, that you know to be off; may be given several",
        "times. Others are powered off by their flocker_fence."
      })
  private List<String> poweredOff = new ArrayList<>();

  @Option(
      names = "--assume-absent",
      paramLabel = "NODE",
      description = {
        "Begin what has no copy left anew, empty, although this node, which cannot be",
        "reached, may have it. May be given several times."
      })
  private List<String> assumeAbsent = new ArrayList<>();

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Parameters(index = "0", paramLabel = "NODE", description = "The node that is gone.")
  private String lost = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PLAYBOOK",
      description = "What should run where, of all that the node had a part in.")
  private List<Path> playbooks = new ArrayList<>();

  public FailoverCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Declaring declaring = new Declaring(app, nodes, app.types(nodes.verbose), playbooks, extraVars);
    Taken taken = takeOver(declaring, declaring.read());
    if (!taken.goOn()) {
      return taken.exit().code();
    }
    TextOutput output = new TextOutput(app.console(), false, nodes.verbose);
    output.toldOf(taken.unreachable());
    Exit ran = new Apply(app, flags(), output).run(this::read);
    taken.warnings().forEach(output::warning);
    return Collections.min(List.of(ran, taken.exit())).code();
  }

  /**
   * How it went until the run.
   *
   * @param goOn whether there is one: what was left keeps no other from coming up
   * @param unreachable the nodes of which that was said
   * @param warnings what a person has to see to afterwards
   */
  private record Taken(Exit exit, boolean goOn, Set<String> unreachable, List<String> warnings) {

    static Taken nothing(Exit exit) {
      return new Taken(exit, false, Set.of(), List.of());
    }
  }

  private Taken takeOver(Declaring declaring, Reading first) {
    List<String> named = new ArrayList<>(List.of(lost));
    named.addAll(assumeAbsent);
    try (Look look = Look.at(app, nodes, true, named)) {
      try {
        Reading reading = declaring.complete(first, look.opened().facts());
        NodeFailover legacy = NodeFailover.of(look, reading.projects(), lost);
        legacy.tell();
        return takeOver(look, legacy);
      } catch (NodeTrouble e) {
        look.ended(e);
        return Taken.nothing(look.exit());
      }
    }
  }

  private Taken takeOver(Look look, NodeFailover legacy) {
    // What begins anew may still be written to there, too.
    boolean anew = assumeAbsent.contains(lost);
    Set<String> off = legacy.toPowerOff(new HashSet<>(poweredOff), anew);
    if (!legacy.isEmpty() || anew) {
      if (!yes && !Question.agreed(app, "Take over what " + lost + " owned?")) {
        app.console().err("nothing was taken over, as that was not agreed to");
        return Taken.nothing(Exit.FAILED);
      }
      Fence.powerOff(off, look);
      legacy.takeOver();
    }
    return new Taken(
        legacy.leaves() ? Exit.FAILED : Exit.DONE,
        true,
        Set.copyOf(look.troubles().keySet()),
        new LastCopies(legacy).warnings());
  }

  private RunFlags flags() {
    RunFlags flags = new RunFlags();
    flags.nodes = nodes;
    flags.extraVars = extraVars;
    flags.assumeAbsent = assumeAbsent;
    return flags;
  }

  private Reading read(Map<String, ResourceType<?, ?>> types, ReadOptions options) {
    return Playbooks.read(playbooks, options, types);
  }
}

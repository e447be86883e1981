package dev.flocker.cli.command.keep;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Question;
import dev.flocker.cli.command.WrongInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "promote",
    description = {
      "Make a copy the owner although the owner's node, or the one it was being handed to,",
      "is gone. What was written there since the copy's newest snapshot is lost to it; if",
      "the node comes back, that is kept as a diverged copy. A node that is cut off but",
      "still runs cannot know that it was superseded: it has to be off before. Those that",
      "may own the volume are named, and powered off by their flocker_fence if you agree."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker volume promote -i hosts.yml shop/pgdata --on n3 --accept-loss")
public final class VolumePromote extends VolumeCommand.One {
  private final App app;

  @Option(names = "--on", required = true, paramLabel = "NODE", description = "Which node.")
  private String on = "";

  @Option(names = "--accept-loss", description = "Say that this loss is accepted.")
  private boolean acceptLoss;

  @Option(
      names = "--powered-off",
      paramLabel = "NODE",
      description = {
        "A node, by name or machine id, that you know to be off; may be given several",
        "times."
      })
  private List<String> poweredOff = new ArrayList<>();

  @Option(
      names = "--apart",
      description = {
        "Promote this volume alone, also if its snapshots were taken together with those of",
        "others: by default they become owned there together."
      })
  private boolean apart;

  @Option(names = "--yes", description = "Power nodes off without asking.")
  private boolean yes;

  public VolumePromote(App app) {
    super(app);
    this.app = app;
  }

  @Override
  public void check() {
    if (!acceptLoss) {
      throw new WrongInput(
          "what was written since the newest snapshot on " + on + " would be lost",
          "say --accept-loss if that is accepted");
    }
  }

  @Override
  public List<String> targets() {
    return List.of(on);
  }

  @Override
  public String act(Volumes volumes) {
    StateSet set = new StateSet(volumes);
    List<Volumes> others = apart ? List.of() : set.takenTogether(on);
    others.stream()
        .filter(o -> !set.isOfOneInstant(o, on))
        .findFirst()
        .ifPresent(other -> refuseApart(volumes, set, others, other));
    List<Volumes> all = new ArrayList<>(List.of(volumes));
    all.addAll(others);
    Takeover takeover = Takeover.of(all, on);
    Set<String> off = takeover.toPowerOff(Set.copyOf(poweredOff));
    if (!off.isEmpty() && !agreed(off)) {
      throw volumes.refusal(List.copyOf(off), "not powered off, as that was not agreed to", "");
    }
    Fence.powerOff(off, volumes.look());
    takeover.carryOut();
    String too = String.join(", ", others.stream().map(Volumes::name).toList());
    return on + " is the owner" + (too.isEmpty() ? "" : ", of " + too + " too");
  }

  private void refuseApart(Volumes volumes, StateSet set, List<Volumes> all, Volumes other) {
    String back =
        set.common(all, on)
            .map(common -> ", then go back with all: flocker volume rollback --to " + common)
            .orElse("");
    throw volumes.refusal(
        List.of(on),
        "its copy there and that of "
            + other.ref()
            + " are of different instants, but were one state",
        "promote each with --apart" + back);
  }

  private boolean agreed(Set<String> nodes) {
    return yes || Question.agreed(app, "Power off " + String.join(", ", nodes) + "?");
  }
}

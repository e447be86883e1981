package dev.flocker.cli.command.keep;

import dev.flocker.api.node.Version;
import dev.flocker.api.schema.Schema;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.node.wire.Call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = {
      "Go back to a snapshot. What uses the volume must be stopped; the state before",
      "is kept as a snapshot of its own. Volumes of one container go back together."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume rollback -i hosts.yml shop/pgdata --to 20261101T120000-1a2b",
      "  flocker volume rollback -i hosts.yml shop/pgdata shop/wal --to 20261101T1200-1a"
    })
public final class VolumeRollback extends VolumeCommand.One {

  private static final Schema<Version> VERSION = Schema.of(Version.class);

  @Option(
      names = "--to",
      required = true,
      paramLabel = "SNAPSHOT",
      description = "Which one: flocker volume ls shows them.")
  private String to = "";

  @Parameters(
      index = "1..*",
      paramLabel = "PROJECT/NAME",
      description = {
        "Others that are one state with it: all go back, or none, and what uses them",
        "all cannot start in between."
      })
  private List<String> others = new ArrayList<>();

  public VolumeRollback(App app) {
    super(app);
  }

  @Override
  public void check() {
    for (String other : others) {
      if (!Volumes.project(other).equals(Volumes.project(volume()))) {
        throw new WrongInput(
            other + " is of another project than " + volume(), "go back with each by itself");
      }
    }
  }

  @Override
  public String act(Volumes volumes) {
    List<String> too = others.stream().distinct().filter(n -> !n.equals(volume())).toList();
    List<Volumes> set = new ArrayList<>(List.of(volumes));
    too.forEach(name -> set.add(volumes.another(name)));
    requireOneNode(set);
    List<Object> versions = new ArrayList<>();
    set.forEach(v -> versions.add(VERSION.encode(v.version(to))));
    for (Volumes volume : set) {
      // Closing it shows that nothing uses it: who writes to it now would lose what it writes.
      volume.perform(Operation.FENCE, Map.of());
      volume.perform(Operation.OPEN, Map.of());
    }
    List<String> refs = set.stream().map(v -> v.ref().toString()).toList();
    volumes.perform(Operation.ROLLBACK, Map.of("refs", refs, "versions", versions));
    return "as it was at " + to + (too.isEmpty() ? "" : ", as are " + String.join(", ", too));
  }

  private static void requireOneNode(List<Volumes> set) {
    List<String> nodes = set.stream().map(v -> v.owner().node()).distinct().toList();
    if (nodes.size() > 1) {
      throw set.getFirst()
          .refusal(nodes, "it is not on the node of all others", "bring them together first");
    }
  }
}

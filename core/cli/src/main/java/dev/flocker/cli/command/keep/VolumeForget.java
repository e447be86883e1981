package dev.flocker.cli.command.keep;

import dev.flocker.cli.command.App;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "forget",
    description = {
      "Strike a node that never comes back from a volume's records, so that nothing waits",
      "for it. Were it to come back as an owner, its copy would be kept as a diverged one."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker volume forget -i hosts.yml shop/pgdata --gone n1")
public final class VolumeForget extends VolumeCommand.One {
  @Option(
      names = "--gone",
      required = true,
      paramLabel = "NODE",
      description = "Which node, by name or machine id.")
  private String gone = "";

  public VolumeForget(App app) {
    super(app);
  }

  @Override
  public String act(Volumes volumes) {
    List<String> changed = new Succession(volumes, Set.of()).forget(gone);
    return gone + " is forgotten on " + String.join(", ", changed);
  }
}

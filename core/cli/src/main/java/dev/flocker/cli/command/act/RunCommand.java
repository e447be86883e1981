package dev.flocker.cli.command.act;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Apply;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.playbook.Playbooks;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Make the nodes match a playbook.",
      "",
      "Looks at every node, says what differs, and makes it so. A second run right",
      "after changes nothing. If a run dies, run it again: it goes on from what the",
      "nodes show."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker run -i hosts.yml site.yml --check --diff   what would change, and how",
      "  flocker run -i hosts.yml site.yml                  make it so",
      "  flocker run -i hosts.yml site.yml -l n3            write on n3 only",
      "  flocker run -i hosts.yml site.yml --report r.html  and a page to look at",
      "  flocker run -i hosts.yml site.yml --output json    for a script"
    })
public final class RunCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final RunFlags flags = new RunFlags();

  @Parameters(paramLabel = "PLAYBOOK", description = "What should run where, as YAML.")
  private Path playbook = Path.of("");

  public RunCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    return new Apply(app, flags)
        .run((types, options) -> Playbooks.read(List.of(playbook), options, types))
        .code();
  }
}

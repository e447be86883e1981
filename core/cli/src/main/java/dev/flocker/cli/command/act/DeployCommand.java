package dev.flocker.cli.command.act;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Apply;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.playbook.Playbooks;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "deploy",
    description = {
      "Make the nodes match Flocker's two files.",
      "",
      "The first says what the applications are, the second which node runs each.",
      "Without an inventory the nodes of the second file are it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker deploy application.yml deployment.yml --check",
      "  flocker deploy -i hosts.yml --project shop application.yml deployment.yml"
    })
public final class DeployCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final RunFlags flags = new RunFlags();

  @Option(
      names = "--project",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Which project they are (default \"default\").")
  private String project = "default";

  @Parameters(
      index = "0",
      paramLabel = "APPLICATION",
      description = "What runs: application.yml, or a Compose file.")
  private Path application = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "DEPLOYMENT",
      description = "Where it runs: deployment.yml.")
  private Path deployment = Path.of("");

  public DeployCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    return new Apply(app, flags)
        .run((types, options) -> Playbooks.deploy(application, deployment, project, options, types))
        .code();
  }
}

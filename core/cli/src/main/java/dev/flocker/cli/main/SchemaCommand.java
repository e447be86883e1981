package dev.flocker.cli.main;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.schema.JsonSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of playbooks, for editors: they then complete and check keys.",
      "It knows the resource types of all plugins."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker schema >flocker.schema.json",
      "  # yaml-language-server: $schema=flocker.schema.json    (first line of a playbook)"
    })
public final class SchemaCommand implements Callable<Integer> {

  private final App app;

  public SchemaCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    app.console().json(JsonSchema.of(app.plugins().types()));
    return Exit.DONE.code();
  }
}

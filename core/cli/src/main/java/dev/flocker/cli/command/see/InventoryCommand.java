package dev.flocker.cli.command.see;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Problem;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.InventoryOptions;
import dev.flocker.cli.command.RunFlags;
import dev.flocker.cli.command.Sorted;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.inventory.Inventories;
import dev.flocker.cli.inventory.Inventory;
import dev.flocker.cli.inventory.Listing;
import dev.flocker.cli.yaml.YamlWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "inventory",
    description = {
      "Show what the inventory says, as ansible-inventory does.",
      "",
      "Reads it with its group_vars and host_vars and contacts no node. Passwords are",
      "masked; templates are shown as they were written."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker inventory -i hosts.ini                  all of it, as YAML",
      "  flocker inventory -i hosts.ini --graph          groups and their hosts",
      "  flocker inventory -i hosts.ini --host n1        the variables of one node",
      "  flocker inventory -i hosts.ini --output json    as ansible-inventory --list"
    })
public final class InventoryCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final InventoryOptions options = new InventoryOptions();

  @ArgGroup private final Part part = new Part();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, which is YAML, or json (default text).")
  private RunFlags.Format output = RunFlags.Format.text;

  /** What to show in place of everything. */
  private static final class Part {
    @Option(names = "--graph", description = "Only the groups and their hosts, as a tree.")
    private boolean graph;

    @Option(names = "--host", paramLabel = "NODE", description = "Only the variables of one node.")
    private @Nullable String host;
  }

  public InventoryCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    Set<Problem> problems = new LinkedHashSet<>();
    Inventory inventory =
        Inventories.read(options.files, options.controller(app), problems::add, app.console()::err);
    inventory.hosts().forEach(host -> problems.addAll(host.problems()));
    Sorted.of(problems).forEach(p -> app.console().err(p.toString()));
    show(inventory);
    return (problems.isEmpty() ? Exit.DONE : Exit.WRONG_INPUT).code();
  }

  private void show(Inventory inventory) {
    Listing listing = new Listing(inventory);
    boolean json = output == RunFlags.Format.json;
    if (part.graph) {
      listing.graph().forEach(app.console()::out);
    } else if (part.host != null) {
      Inventory.Host host = host(inventory, part.host);
      if (json) {
        app.console().json(listing.json(host));
      } else {
        YamlWriter.lines(listing.variables(host)).forEach(app.console()::out);
      }
    } else if (json) {
      app.console().json(listing.json());
    } else {
      YamlWriter.lines(listing.yaml()).forEach(app.console()::out);
    }
  }

  private static Inventory.Host host(Inventory inventory, String name) {
    return inventory
        .host(name)
        .orElseThrow(
            () ->
                new WrongInput(
                    "the inventory has no host " + name,
                    Nearest.remedy(
                        name, inventory.hosts().stream().map(Inventory.Host::name).toList())));
  }
}

package dev.flocker.cli.command.act;

import dev.flocker.api.node.Outside;
import dev.flocker.cli.adopt.AdoptingPlaybook;
import dev.flocker.cli.adopt.Findings;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.Question;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "adopt",
    description = {
      "Print a playbook that takes over containers which run already.",
      "",
      "It says of each what it was made with, and which data its volumes take over.",
      "Running it copies the data while the containers run, stops them for what is",
      "left, and starts them as flocker's. What was stays, stopped, under its old",
      "name with .adopted, until --finish removes it. Values of environment variables",
      "go into a file of their own that only you can read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker adopt -i hosts.yml --node n1 >site.yml      all that run there",
      "  flocker adopt -i hosts.yml --node n1 shop-db-1 shop-web-1 >site.yml",
      "  flocker adopt -i hosts.yml --node n1 --compose-project shop >site.yml",
      "  flocker adopt -i hosts.yml --node n1 --finish"
    })
public final class AdoptCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Option(names = "--node", required = true, paramLabel = "NODE", description = "Where they run.")
  private String node = "";

  @Option(
      names = "--compose-project",
      paramLabel = "NAME",
      description = "Only those that docker compose made of this project.")
  private String compose = "";

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "Which project they become (default: the Compose project, or \"adopted\").")
  private @Nullable String project;

  @Option(
      names = "--secrets",
      paramLabel = "FILE",
      defaultValue = "secrets.yml",
      description = "Where the values of variables go (default secrets.yml).")
  private Path secrets = Path.of("secrets.yml");

  @Option(
      names = "--finish",
      description = "Remove what is left of containers that were taken over, with their old data.")
  private boolean finish;

  @Option(names = "--yes", description = "Remove that without asking.")
  private boolean yes;

  @Parameters(
      arity = "0..*",
      paramLabel = "CONTAINER",
      description = "Names or IDs; without any, all that run and are not flocker's.")
  private List<String> containers = new ArrayList<>();

  public AdoptCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    try (Look look = Look.at(app, nodes, finish, node)) {
      NodeSession session = look.opened().sessions().get(node);
      if (session != null) {
        try {
          Findings findings = new Findings(look.types(), session);
          if (finish) {
            look.lock();
            finish(findings);
          } else {
            print(findings.survey(containers, compose), look);
          }
        } catch (NodeTrouble e) {
          look.ended(e);
        }
      }
      return look.exit().code();
    }
  }

  private void print(List<Outside> found, Look look) {
    if (found.isEmpty()) {
      throw new WrongInput(
          "nothing runs on " + node + " that is not flocker's",
          "name what is stopped: flocker adopt --node " + node + " CONTAINER");
    }
    String name = project != null ? project : compose.isEmpty() ? "adopted" : compose;
    AdoptingPlaybook adopting = new AdoptingPlaybook(name, node, secrets.toString());
    found.forEach(o -> adopting.add(o, look.types().type(o.type()).takesOn()));
    if (adopting.hasSecrets()) {
      write(YamlWriter.lines(adopting.secrets()));
    }
    YamlWriter.lines(adopting.playbook()).forEach(app.console()::out);
    found.forEach(o -> o.notes().forEach(app.console()::err));
  }

  /** Readable by nobody else from the beginning. */
  private void write(List<String> lines) {
    try {
      Files.createFile(
          secrets,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(secrets, lines);
    } catch (FileAlreadyExistsException e) {
      throw new WrongInput(secrets + " is there already", "name another file: --secrets FILE");
    } catch (IOException e) {
      throw new WrongInput(secrets + " cannot be written: " + e.getMessage(), "name another file");
    }
  }

  private void finish(Findings findings) {
    List<String> left = findings.left();
    if (left.isEmpty()) {
      app.console().out(node + ": nothing is left of what was taken over");
      return;
    }
    left.forEach(line -> app.console().out(node + ": " + line));
    if (yes || Question.agreed(app, "Remove that, with the data that it has?")) {
      findings.discard();
      app.console().out(node + ": removed");
    }
  }
}

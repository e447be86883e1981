package dev.flocker.cli.command.keep;

import dev.flocker.api.value.Durations;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Contact;
import dev.flocker.cli.command.Declaring;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.playbook.Reading;
import dev.flocker.cli.run.Sessions;
import dev.flocker.cli.run.Steering;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Detail;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "keep",
    description = {
      "Take the snapshots that are due, refresh the replicas that are, and prune.",
      "",
      "Which, and how often, volumes of the playbooks say: snapshots and replicas.",
      "Run it often, from cron or by the timer that --install makes on this machine;",
      "what is due is seen on the nodes, and where nothing is, nothing is written.",
      "Volumes of one container are kept together, at one instant."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker keep -i hosts.yml site.yml --check     what is due",
      "  flocker keep -i hosts.yml site.yml -q          for cron",
      "  flocker keep -i hosts.yml site.yml --install   a timer, every 5 minutes",
      "  flocker keep --uninstall"
    })
public final class KeepCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Option(
      names = {"-e", "--extra-vars"},
      paramLabel = "VARS",
      split = "\n",
      splitSynopsisLabel = "",
      description = "Variables that win over all others: NAME=VALUE, @FILE, or a mapping.")
  private List<String> extraVars = new ArrayList<>();

  @Option(names = "--check", description = "Only say what is due; write nothing on any node.")
  private boolean check;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing where nothing was due or wrong.")
  private boolean quiet;

  @Option(
      names = "--lock-timeout",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description =
          "How long to wait for another run to end, such as 5m (default: 2 s, for one that is ending).")
  private Duration lockTimeout = Duration.ZERO;

  @Option(
      names = "--install",
      description = "Have systemd on this machine call this again and again. No node gets a timer.")
  private boolean install;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "5m",
      description = "With --install: how often (default 5m).")
  private Duration every = Duration.ofMinutes(5);

  @Option(names = "--uninstall", description = "Take that timer away.")
  private boolean uninstall;

  @Parameters(
      arity = "0..*",
      paramLabel = "PLAYBOOK",
      description = "What should run where, as YAML.")
  private List<Path> playbooks = new ArrayList<>();

  public KeepCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    if (uninstall) {
      return KeepTimer.here(app).uninstall().code();
    }
    if (playbooks.isEmpty()) {
      throw new WrongInput("no playbook is named", "say flocker keep -i hosts.yml site.yml");
    }
    if (install) {
      checkTimer();
    }
    Types types = app.types(nodes.verbose);
    Declaring declaring = new Declaring(app, nodes, types, playbooks, extraVars);
    Reading reading = declaring.read();
    return (install ? install(reading, types) : pass(types, declaring, reading)).code();
  }

  private KeepLine line() {
    return new KeepLine(nodes, extraVars, lockTimeout, app.folder().chosen(), playbooks);
  }

  private void checkTimer() {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new WrongInput("--every " + Durations.format(every) + " is no interval", "say 5m");
    }
    line().check();
  }

  /** Only once it is known that the playbooks can be used. */
  private Exit install(Reading reading, Types types) {
    for (KeptVolume charge : KeptVolume.of(reading.projects(), types)) {
      charge
          .shortest()
          .filter(e -> e.compareTo(every) < 0)
          .ifPresent(
              e ->
                  app.console()
                      .err(
                          "warning: %s is to be kept every %s, and the timer looks every %s"
                              .formatted(
                                  charge.name(), Durations.format(e), Durations.format(every))));
    }
    return KeepTimer.here(app).install(line(), every);
  }

  private Exit pass(Types types, Declaring declaring, Reading first) {
    List<Contact> contacts = Contact.of(first.inventory(), first.renderers());
    try (Look look = Look.of(app, nodes, !check, types, contacts)) {
      Reading reading = declaring.complete(first, look.opened().facts());
      try {
        boolean locked = keep(look, KeptVolume.of(reading.projects(), types));
        steer(look, reading.projects(), locked);
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit();
    }
  }

  /**
   * @return whether it locked the nodes
   */
  private boolean keep(Look look, List<KeptVolume> charges) {
    Pass pass = new Pass(look, charges, Instant.now());
    boolean writes = pass.isAnythingDue() && !check;
    if (!pass.isAnythingDue()) {
      say(charges.isEmpty() ? "no volume of the playbook is to be kept" : "nothing is due");
    } else if (check) {
      pass.foretell(app.console()::out);
    } else {
      look.lock(lockTimeout);
      pass = new Pass(look, charges, Instant.now());
      pass.run(app.console()::out);
    }
    pass.complain();
    return writes;
  }

  /**
   * Leads visitors past what is not well by now, and to what is again.
   *
   * @param locked whether the nodes are
   */
  private void steer(Look look, List<Project> projects, boolean locked) {
    Steering steering = steering(look, projects);
    List<Steering.Detour> due = steering.due();
    if (!due.isEmpty() && !check) {
      if (!locked) {
        look.lock(lockTimeout);
        steering = steering(look, projects);
        due = steering.due();
      }
      steering.make(due);
    }
    String words =
        check ? ": visitors would be led by its health" : ": visitors are led by its health";
    due.stream().map(d -> d.about() + words).distinct().forEach(app.console()::out);
  }

  private static Steering steering(Look look, List<Project> projects) {
    return Steering.of(
        look.types(),
        new Sessions(look.opened().sessions()),
        look.everything(Detail.HEALTH),
        look.nodes(),
        projects);
  }

  private void say(String nothing) {
    if (!quiet) {
      app.console().out(nothing);
    }
  }
}

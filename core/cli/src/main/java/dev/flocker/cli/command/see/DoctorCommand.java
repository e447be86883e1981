package dev.flocker.cli.command.see;

import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.LimitOption;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.console.Console;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description = {
      "Can every node be reached, and has it what the plugins need?",
      "",
      "Says what is missing and the command that mends it. Writes nothing on any node."
    },
    footerHeading = "%nExamples:%n",
    footer = "  flocker doctor -i hosts.yml")
public final class DoctorCommand implements Callable<Integer> {

  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Mixin private final LimitOption limit = new LimitOption();

  public DoctorCommand(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    try (Look look = Look.at(app, nodes, limit.pattern)) {
      boolean lacks = false;
      for (NodeSession session : look.opened().sessions().values()) {
        lacks |= lacks(session, look);
      }
      Exit exit = look.exit();
      return (exit == Exit.DONE && lacks ? Exit.FAILED : exit).code();
    }
  }

  private boolean lacks(NodeSession session, Look look) {
    Console console = app.console();
    try {
      List<NodeSession.Lack> lacking = session.lacking();
      if (lacking.isEmpty()) {
        console.out(session.node() + ": ready");
      }
      for (NodeSession.Lack lack : lacking) {
        console.out(session.node() + ": lacks " + lack.what() + ": " + lack.why());
        lack.remedy().lines().forEach(line -> console.out("    " + line));
      }
      return !lacking.isEmpty();
    } catch (NodeTrouble e) {
      look.ended(e);
      return false;
    }
  }
}

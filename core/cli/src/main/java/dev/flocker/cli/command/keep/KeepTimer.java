package dev.flocker.cli.command.keep;

import dev.flocker.api.node.CommandFailed;
import dev.flocker.api.value.Durations;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Exit;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.timer.Systemd;
import dev.flocker.cli.timer.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The timer on this machine that calls {@code flocker keep}. There is one, or none. */
record KeepTimer(App app, Systemd systemd) {

  private static final String NAME = "flocker-keep";

  /** What the script that starts flocker says of itself. */
  private static final String SCRIPT = "flocker.script";

  private static final List<String> KEPT =
      List.of(
          "HOME",
          "USER",
          "PATH",
          "JAVA_HOME",
          "ANSIBLE_VAULT_PASSWORD_FILE",
          "ANSIBLE_VAULT_IDENTITY_LIST");

  static KeepTimer here(App app) {
    return new KeepTimer(app, Systemd.here(app.environment()));
  }

  /**
   * @param every from one pass to the next
   */
  Exit install(KeepLine line, Duration every) {
    requireSystemd();
    String script = System.getProperty(SCRIPT, "");
    if (!Files.isExecutable(Path.of(script))) {
      throw new WrongInput(
          "it is not known by which script flocker was started", "start it by ./flocker");
    }
    Units units =
        new Units(
            "flocker keep: snapshots and replicas that are due",
            Path.of("").toAbsolutePath(),
            kept(app.environment()),
            line.words(script),
            every,
            systemd.system());
    return attempt(
        () -> {
          systemd.install(NAME, units).forEach(file -> app.console().out("wrote " + file));
          app.console().out("flocker keep runs every " + Durations.format(every) + " from now on");
          app.console().out("  " + user("systemctl", "list-timers " + NAME) + "   when");
          app.console().out("  " + user("journalctl", "-u " + NAME) + "   what it did");
          if (!systemd.system()) {
            app.console().out("  loginctl enable-linger   also while you are not logged in");
          }
        });
  }

  Exit uninstall() {
    requireSystemd();
    return attempt(
        () -> {
          List<Path> removed = systemd.uninstall(NAME);
          removed.forEach(file -> app.console().out("removed " + file));
          if (removed.isEmpty()) {
            app.console().out("there is no timer " + NAME);
          }
        });
  }

  private static void requireSystemd() {
    if (!Systemd.isThere()) {
      throw new WrongInput(
          "systemd does not run this machine",
          "call flocker keep -q from cron instead, such as every 5 minutes");
    }
  }

  /** What this process finds, and a service would not: programs, keys and passwords. */
  static Map<String, String> kept(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>();
    for (String name : KEPT) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  private String user(String program, String words) {
    return program + (systemd.system() ? " " : " --user ") + words;
  }

  private interface Work {
    void run() throws IOException;
  }

  private Exit attempt(Work work) {
    try {
      work.run();
      return Exit.DONE;
    } catch (CommandFailed e) {
      app.console().err(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      app.console().err(e + "; see who may write there");
    }
    return Exit.FAILED;
  }
}

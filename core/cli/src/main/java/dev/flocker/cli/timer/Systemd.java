package dev.flocker.cli.timer;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.CommandFailed;
import dev.flocker.node.host.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The systemd of this machine.
 *
 * @param units the folder of an administrator's units
 * @param system whether it is that of the machine, and not of a user
 * @param run runs a command; throws {@link CommandFailed}
 */
public record Systemd(Path units, boolean system, Consumer<Command> run) {

  /** Is there while systemd runs a machine. */
  private static final Path RUNS = Path.of("/run/systemd/system");

  /** Root's is the machine's. */
  public static Systemd here(Map<String, String> environment) {
    if ("root".equals(System.getProperty("user.name"))) {
      return new Systemd(Path.of("/etc/systemd/system"), true, Programs::run);
    }
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
    String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
    return new Systemd(Path.of(config, "systemd", "user"), false, Programs::run);
  }

  public static boolean isThere() {
    return Files.isDirectory(RUNS);
  }

  /**
   * Starts a timer, now and at each boot. One of that name is replaced.
   *
   * @return the files that it wrote
   * @throws CommandFailed if systemd does not take it
   */
  public List<Path> install(String name, Units what) throws IOException {
    Files.createDirectories(units);
    Files.writeString(service(name), what.service());
    Files.writeString(timer(name), what.timer());
    systemctl("daemon-reload");
    systemctl("enable", timer(name).getFileName().toString());
    systemctl("restart", timer(name).getFileName().toString());
    return List.of(service(name), timer(name));
  }

  /**
   * @return the files that it removed; none if there is no such timer
   */
  public List<Path> uninstall(String name) throws IOException {
    List<Path> there = new ArrayList<>(List.of(timer(name), service(name)));
    there.removeIf(Files::notExists);
    if (there.contains(timer(name))) {
      systemctl("disable", "--now", timer(name).getFileName().toString());
    }
    for (Path file : there) {
      Files.delete(file);
    }
    if (!there.isEmpty()) {
      systemctl("daemon-reload");
    }
    return there;
  }

  private Path service(String name) {
    return units.resolve(name + ".service");
  }

  private Path timer(String name) {
    return units.resolve(name + ".timer");
  }

  private void systemctl(String... words) {
    List<String> argv = new ArrayList<>(List.of("systemctl"));
    if (!system) {
      argv.add("--user");
    }
    argv.addAll(List.of(words));
    run.accept(Command.of(argv));
  }
}

package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/a-year-with-flocker.md}, lived through on real nodes as it is written. What was
 * printed is in {@code target/a-year.log}, from where the page has it.
 */
class AYearLabTest extends FreshNodes {

  private static final List<String> ALL = List.of("n1", "n2", "n3", "n4");
  private static final Path LOG = Path.of("target/a-year.log");

  /** Runs a command where systemd seems to run the machine, and then what it would have it call. */
  private static final String WITH_SYSTEMD =
      "mount -t tmpfs run /run && mkdir -p /run/systemd/system"
          + " && mount -t tmpfs units /etc/systemd/system && eval \"$1\""
          + " && sh -c \"$(sed -n s/^ExecStart=://p /etc/systemd/system/flocker-keep.service)\"";

  private static Path shop;
  private static Path programs;

  private final Likeness likeness = new Likeness();

  /** Its files, with the lab's addresses, and less patient than they are. */
  @BeforeAll
  static void theShop() throws IOException {
    lab.command("fresh", "--stocked", "n4");
    Files.writeString(LOG, "");
    shop = folder.resolve("shop");
    Path files = Shell.ROOT.resolve("playbooks/year");
    Files.createDirectories(shop.resolve("group_vars"));
    for (String name : List.of("hosts.yml", "flocker.yml", "shop.yml")) {
      Files.writeString(shop.resolve(name), here(Files.readString(files.resolve(name))));
    }
    Files.copy(files.resolve("keeper"), shop.resolve("keeper"));
    Files.writeString(
        shop.resolve("group_vars/all.yml"),
        Files.readAllLines(Path.of(lab.inventory())).stream()
            .filter(line -> line.startsWith("    ansible_"))
            .map(String::strip)
            .collect(Collectors.joining("\n", "", "\n")));
    programs();
    images(ALL);
  }

  /** As tests of one node want it. */
  @AfterAll
  static void theFourthNode() {
    lab.command("fresh", "n4");
  }

  /** What a person has at hand: flocker, an editor, and an SSH that knows the machine "nas". */
  private static void programs() throws IOException {
    programs = folder.resolve("programs");
    Path config = folder.resolve("ssh_config");
    Path labs = Path.of(lab.command("inventory").strip()).resolveSibling("ssh_config");
    Files.writeString(
        config,
        "Host nas\n  HostName %s\n  HostKeyAlias n1\n%s"
            .formatted(Lab.address("n1"), Files.readString(labs)));
    program("flocker", "exec " + Shell.ROOT.resolve("flocker") + " \"$@\"");
    program("ssh", "exec /usr/bin/ssh -F " + config + " \"$@\"");
    program("systemctl", "exit 0");
    program(
        "editor",
        "if test -s \"$1\"; then p=correct-horse-battery; else p=only-for-the-lab; fi\n"
            + "echo \"db_password: $p\" >\"$1\"");
  }

  private static void program(String name, String script) throws IOException {
    Path file = Shop.write(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What a registry would have: two releases of the shop, and PostgreSQL. */
  private static void images(List<String> nodes) {
    Path second = folder.resolve("shop-web-2.tar");
    if (Files.notExists(second)) {
      lab.load("n1", "shop-web");
      lab.on("n1", "printf 'FROM shop-web:1\\nENV RELEASE=2\\n' | docker build -t shop-web:2 -");
      sh("lab/lab on n1 docker save shop-web:2 >" + second);
    }
    for (String node : nodes) {
      lab.load(node, "postgres");
      lab.load(node, "shop-web");
      sh("lab/lab on " + node + " docker load <" + second);
    }
  }

  private static void sh(String script) {
    Shell.run(List.of("sh", "-c", script)).exits(0);
  }

  private static String here(String text) {
    return text.replace("10.0.0.1", Lab.NETWORK + ".1")
        .replaceAll("(health: .*timeout: .0s)", "$1, min_uptime: 1s");
  }

  @Test
  void passesAsThePageTellsIt() throws IOException {
    for (Chapter.Step step :
        Chapter.of(Shell.ROOT.resolve("docs/a-year-with-flocker.md")).steps()) {
      switch (step) {
        case Chapter.Typed typed -> type(typed);
        case Chapter.Edited edited -> edit(edited);
        case Chapter.Befalls befalls -> befall(befalls.lab());
      }
    }
  }

  private void type(Chapter.Typed typed) throws IOException {
    Shell.Outcome outcome = run(likeness.now(typed.command()));
    String said = outcome.out() + outcome.err();
    Files.writeString(LOG, "$ " + typed.command() + "\n" + said + "\n", StandardOpenOption.APPEND);
    if (typed.openZfs() && said.contains("zfs-fuse has no")) {
      return;
    }
    assertThat(outcome.exit())
        .as("line %d: %s%n%s", typed.line(), typed.command(), said)
        .isEqualTo(typed.exit());
    typed.shown().forEach(line -> likeness.requireIn(said, line));
  }

  private static Shell.Outcome run(String command) {
    List<String> there =
        List.of(
            "env",
            "--chdir=" + shop,
            "PATH=" + programs + ":" + System.getenv("PATH"),
            "EDITOR=editor");
    List<String> shell =
        command.contains(" --install")
            ? List.of("unshare", "--mount", "sh", "-c", WITH_SYSTEMD, "sh", command)
            : List.of("sh", "-c", command);
    return Shell.run(Stream.concat(there.stream(), shell.stream()).toList());
  }

  private static void edit(Chapter.Edited edited) throws IOException {
    Path file = shop.resolve(edited.file());
    Chapter.Edited here =
        new Chapter.Edited(
            edited.line(),
            edited.file(),
            edited.hunks().stream()
                .map(hunk -> new Chapter.Hunk(here(hunk.before()), here(hunk.after())))
                .toList());
    Files.writeString(file, here.in(Files.readString(file)));
  }

  private static void befall(List<String> what) {
    List<String> command = new ArrayList<>(what);
    boolean fresh = what.getFirst().equals("fresh");
    if (fresh) {
      command.add(1, "--stocked");
    }
    lab.command(command.toArray(String[]::new));
    if (fresh) {
      images(what.subList(1, what.size()));
    }
  }
}

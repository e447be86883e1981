package dev.flocker.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to a node, and what is said where there is none. All of it on n4. */
@Tag("lab")
class RunnerLabTest {

  private static final String NODE = "n4";
  private static final String LOCK = "/run/flocker/lock";
  private static final String EARLY = "/run/lock/flocker.lock";

  private static Path lab;

  @TempDir Path folder;

  @BeforeAll
  static void freshNode() {
    Shell.run(List.of("lab/lab", "fresh", NODE)).exits(0);
    String inventory = Shell.run(List.of("lab/lab", "inventory")).exits(0).out().strip();
    lab = Path.of(inventory).getParent();
  }

  @Test
  void asRoot() throws IOException {
    assertThat(doctor("ansible_user: root").exits(0).out()).isEqualTo("n4: ready\n");
  }

  @Test
  void bySudoWithoutAPassword() throws IOException {
    assertThat(doctor("ansible_user: operator, ansible_become: true").exits(0).out())
        .isEqualTo("n4: ready\n");
    assertThat(doctor("ansible_user: operator").exits(1).out()).contains("n4: lacks Docker");
  }

  @Test
  void bySudoWithAPassword() throws IOException {
    String keeper = "ansible_user: keeper, ansible_become: true";
    assertThat(doctor(keeper + ", ansible_become_password: keeper").exits(0).out())
        .isEqualTo("n4: ready\n");
    refused(
        doctor(keeper + ", ansible_become_password: another"),
        "n4: sudo refuses the password;" + " correct --ask-become-pass or ansible_become_password");
    refused(
        doctor(keeper),
        "n4: sudo wants a password; give it with --ask-become-pass or ansible_become_password");
  }

  @Test
  void whateverItsLoginShellPrints() throws IOException {
    on("printf 'echo Welcome; echo; printf \"no end of line\"' >/root/.bashrc");
    try {
      assertThat(doctor("ansible_user: root").exits(0).out()).isEqualTo("n4: ready\n");
    } finally {
      on("rm /root/.bashrc");
    }
  }

  @Test
  void throughAnotherNode() throws IOException {
    String proxy = "ssh -F " + lab.resolve("ssh_config") + " -W %h:%p ";
    assertThat(
            doctor(
                    "ansible_user: root, ansible_ssh_extra_args: \"-o 'ProxyCommand="
                        + proxy
                        + "n3'\"")
                .exits(0)
                .out())
        .isEqualTo("n4: ready\n");
  }

  @Test
  void notWithAnUnknownHostKey() throws IOException {
    Path none = Files.createFile(folder.resolve("known_hosts"));
    Shell.Outcome outcome =
        doctor("ansible_user: root, ansible_ssh_extra_args: -o UserKnownHostsFile=" + none)
            .exits(4);
    assertThat(outcome.err())
        .startsWith("n4: its host key is not known: ")
        .contains("accept it: echo '" + Lab.address(NODE) + " ", "' >>" + none);
  }

  @Test
  void notWhileTheDiskIsFull() throws IOException {
    on("mkdir -p /mnt/small; mount -t tmpfs -o size=20m none /mnt/small");
    try {
      Shell.Outcome outcome = run("ansible_user: root, flocker_home: /mnt/small/home").exits(4);
      assertThat(outcome.err())
          .containsPattern("flocker's runtime needs \\d+ MB while it is unpacked, and \\d+ MB are");
    } finally {
      on("umount /mnt/small; rmdir /mnt/small");
    }
  }

  @Test
  void notWhereOthersMayPutCode() throws IOException {
    on("mkdir -p /opt/open; chmod 777 /opt/open");
    refused(
        doctor("ansible_user: root, flocker_home: /opt/open/home"),
        "n4: flocker's runtime lies below /opt/open (drwxrwxrwx, owner 0), which others than root"
            + " and the user that it runs as may write or exchange;"
            + " chown it to root and chmod go-w it, or set flocker_home to another directory");
    on("rmdir /opt/open");
  }

  /** As after a boot: the first who comes makes what the others find. */
  @Test
  void rootAndDockersUsersHaveOneLock() throws IOException {
    String format = "stat -c '%U %G %a' ";
    on("gpasswd -a operator docker; rm -rf /run/flocker " + EARLY);
    try {
      run("ansible_user: operator").exits(0);
      assertThat(on(format + EARLY)).isEqualTo("operator docker 660");
      run("ansible_user: root").exits(0);
      assertThat(on(format + LOCK)).isEqualTo("root docker 660");
      on("rm " + EARLY);
      run("ansible_user: operator").exits(0);
      assertThat(on("cat " + LOCK)).matches(".+@.+ since \\S+Z");
      assertThat(on("ls /run/lock")).doesNotContain("flocker");
    } finally {
      on("gpasswd -d operator docker");
    }
    run("ansible_user: operator").exits(0);
    assertThat(on("ls ~operator/.cache/flocker")).contains("lock");
  }

  /** The archive of classes stands for the jars that it was made of, and for no others. */
  @Test
  void fromAnArchiveThatHoldsWhereverItIsAndForItsOwnJarsOnly() throws IOException {
    run("ansible_user: root").exits(0);
    String moved = "rm -rf /tmp/moved; cp -a $(ls -td /var/lib/flocker/payload/*/ | head -n 1) ";
    String start = "cd /tmp/moved; runtime/bin/java @arguments /tmp </dev/null";
    String only = moved + "/tmp/moved; sed -i s/Xshare:auto/Xshare:on/ /tmp/moved/arguments; ";

    assertThat(on(only + start)).contains("=== flocker node process ===");
    on(only + "touch /tmp/moved/lib/pf4j-*; ! (" + start + ") 2>/dev/null; rm -rf /tmp/moved");
  }

  @Test
  void withAJavaOfItsOwn() throws IOException {
    run("ansible_user: root").exits(0);
    on("cp -a $(ls -td /var/lib/flocker/payload/*/ | head -n 1)/runtime /opt/java");
    on("rm -rf /var/lib/flocker/payload");

    run("ansible_user: root, flocker_java: /opt/java/bin/java").exits(0);
    assertThat(on("ls /var/lib/flocker/payload/*")).isEqualTo("arguments\nlib");
    refused(
        doctor("ansible_user: root, flocker_java: /opt/none/bin/java"),
        "n4: flocker_java does not run: sh: 1: exec: /opt/none/bin/java: not found;"
            + " set it to the path of a Java 21 or later");
    on("rm -rf /opt/java");
  }

  private static String on(String script) {
    return Shell.run(List.of("lab/lab", "ssh", NODE, script)).exits(0).out().strip();
  }

  private Shell.Outcome doctor(String variables) throws IOException {
    return Shell.run(List.of("./flocker", "doctor", "-i", inventory(variables).toString()));
  }

  /** A project without resources: all that it does is to open, lock and look. */
  private Shell.Outcome run(String variables) throws IOException {
    Path playbook = folder.resolve("empty.yml");
    Files.writeString(playbook, "- {project: empty, hosts: all, resources: []}\n");
    return Shell.run(
        List.of("./flocker", "run", "-i", inventory(variables).toString(), playbook.toString()));
  }

  private Path inventory(String variables) throws IOException {
    Path file = folder.resolve("inventory.yml");
    String common =
        "ansible_host: "
            + Lab.address(NODE)
            + ", ansible_ssh_private_key_file: "
            + lab.resolve("../keys/id")
            + ", ansible_ssh_common_args: -o UserKnownHostsFile="
            + lab.resolve("known_hosts");
    if (variables.contains("UserKnownHostsFile")) {
      common = common.substring(0, common.indexOf(", ansible_ssh_common_args"));
    }
    return Files.writeString(file, "all:\n  hosts:\n    n4: {" + common + ", " + variables + "}\n");
  }

  private static void refused(Shell.Outcome outcome, String message) {
    assertThat(outcome.exits(4).err().strip()).isEqualTo(message);
  }
}

package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Progress;
import dev.flocker.testkit.SshHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies by the rsync of a node, of what changes meanwhile in ways that are hard to see. */
@Tag("lab")
class FolderCopyLabTest {

  private static final Path FROM = Path.of("/tmp/flocker-copy/from");
  private static final Path TO = Path.of("/tmp/flocker-copy/to");
  private static final Path LIST = Path.of("/tmp/flocker-copy/list");

  private final SshHost host = SshHost.ofLab(Map.of());
  private final FolderCopy copy = new FolderCopy(host);

  @BeforeEach
  void clear() {
    sh("rm -rf /tmp/flocker-copy; mkdir -p " + FROM);
  }

  @AfterEach
  void clearAgain() {
    sh("rm -rf /tmp/flocker-copy");
  }

  private String sh(String script) {
    return host.run(Command.of("sh", "-ec", script)).output().strip();
  }

  private long now() {
    return Long.parseLong(sh("date +%s"));
  }

  /**
   * Differences that nobody may find: the change is made after a first copy, or after it is level.
   */
  private void isSeenTo(String before, String change) {
    for (boolean level : new boolean[] {false, true}) {
      clear();
      sh("cd " + FROM + "; " + before);
      long since = now();
      copy.near(FROM, TO, 0, Progress.NONE);
      if (!level) {
        sh("cd " + FROM + "; " + change);
      }
      since = copy.level(FROM, TO, since, LIST);
      if (level) {
        sh("cd " + FROM + "; " + change);
      }
      copy.last(FROM, TO, since, LIST);
      assertThat(sh("diff -r " + FROM + " " + TO + " && echo same")).as(change).isEqualTo("same");
      assertThat(links(TO)).as(change).isEqualTo(links(FROM));
    }
  }

  private String links(Path of) {
    return sh("cd " + of + "; find . -type f -printf '%p %n %s %u %m\\n' | sort");
  }

  @Test
  void whatBecomesZerosAtItsEnd() {
    isSeenTo(
        "head -c 1000000 /dev/urandom >data",
        "dd if=/dev/zero of=data bs=1000 seek=990 count=10 conv=notrunc status=none");
    isSeenTo(
        "head -c 1000000 /dev/urandom >data",
        "printf '\\0' | dd of=data bs=1 seek=999999 conv=notrunc status=none");
  }

  @Test
  void filesThatWereOne() {
    isSeenTo(
        "echo first >log.1; ln log.1 current", "rm current; echo other >current; ln current log.2");
    isSeenTo("echo first >a; ln a b", "cp a c; mv c a; echo more >>a");
  }

  @Test
  void anotherContentOfTheSameSizeAndTime() {
    isSeenTo("echo one >a; touch -d '2020-01-01' a", "echo two >a; touch -d '2020-01-01' a");
    isSeenTo("echo one >a; echo two >b; touch -d '2020-01-01' a b", "cp -p b c; mv c a");
  }

  @Test
  void namesThatLookLikeComments() {
    isSeenTo(
        "for f in '#redo' ';b' ' c'; do echo one >\"$f\"; touch -d '2020-01-01' \"$f\"; done",
        "for f in '#redo' ';b' ' c'; do echo two >\"$f\"; touch -d '2020-01-01' \"$f\"; done");
  }

  @Test
  void whatBecameAFolderSinceAnEarlierAttempt() {
    sh("cd " + FROM + "; echo 1 >x; mkdir y; echo 2 >y/z");
    copy.near(FROM, TO, 0, Progress.NONE);
    sh("cd " + FROM + "; rm x; mkdir x; echo 3 >x/a; rm -r y; echo 4 >y");
    copy.near(FROM, TO, 0, Progress.NONE);
    assertThat(sh("diff -r " + FROM + " " + TO + " && echo same")).isEqualTo("same");
  }

  @Test
  void whatComesAndGoes() {
    isSeenTo("mkdir d; echo 1 >d/a; echo 2 >b", "rm -r d; mkdir b.d; mv b b.d/; echo 3 >d");
  }

  @Test
  void holesStayHoles() {
    sh("cd " + FROM + "; truncate -s 50M data; echo x >>data");
    copy.near(FROM, TO, 0, Progress.NONE);
    assertThat(sh("cmp " + FROM + "/data " + TO + "/data && du -k " + TO + "/data | cut -f1"))
        .hasSizeLessThan(4);
  }
}

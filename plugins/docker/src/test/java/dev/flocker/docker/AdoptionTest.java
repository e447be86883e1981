package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.docker.option.RestartPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How data is copied while its container runs, and taken once that has stopped. */
class AdoptionTest extends AdoptedContainer {

  private static final List<String> LEVEL = again("--ignore-missing-args", "--ignore-times");

  @Test
  void itsDataIsCopiedToWhereNobodyMountsIt() {
    adopt();

    assertThat(host.ran()).contains(mirror());
    assertThat(mark())
        .contains("resource container db\n", "folder 64:7\n", "directory " + DATA + "\n")
        .doesNotContain("taken");
  }

  private void stops() {
    shows("shop-db-1", 77, 77, 0);
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.NEVER)).prints("");
    host.on(DockerCommands.signal(ID, "SIGTERM")).prints("");
    host.on("mv", "--no-target-directory", DATA + ".incoming", DATA).prints("");
  }

  @Test
  void whatItWroteLastIsThereOnceItStopped() {
    adopt();
    stops();

    new Adoption(DB, host).take(ID, want());

    List<List<String>> ran = host.ran();
    int stopped = ran.indexOf(DockerCommands.signal(ID, "SIGTERM"));
    assertThat(ran.subList(stopped, ran.size()))
        .containsSubsequence(
            mirror(),
            again("--ignore-times"),
            List.of("mv", "--no-target-directory", DATA + ".incoming", DATA));
    assertThat(mark()).contains("taken " + STARTED);
  }

  /** A file that becomes zeros at its end would keep what it had there, until rsync 3.3.0. */
  @Test
  void holesAreMadeOnlyWhereNothingIsYet() {
    adopt();
    assertThat(host.ran()).contains(rsync("--sparse", "--ignore-existing"));
    assertThat(host.ran())
        .filteredOn(argv -> argv.contains("--inplace"))
        .isNotEmpty()
        .noneMatch(argv -> argv.contains("--sparse") || argv.contains("-aHAXS"));
  }

  /** Two files that were one when the copy was made would be written through one another. */
  @Test
  void filesOfSeveralNamesAreNotWrittenInPlace() {
    host.on(linked()).prints(DATA + ".incoming/log.1\n");
    host.run(Command.of(linked())); // when there were none
    List<String> safe = rsync("--no-whole-file", "--delete");
    host.on(safe).prints("");
    String list = "--files-from=" + LIST;
    host.on(rsync("--no-whole-file", "--ignore-missing-args", "--ignore-times", "--from0", list))
        .prints("");
    adopt();
    assertThat(host.ran()).contains(safe).noneMatch(argv -> argv.contains("--inplace"));
  }

  @Test
  void whatIsThereOfAnotherAttemptIsReadAgainWhole() {
    host.file(DATA + ".incoming/ibdata1", "of whom?");
    adopt();
    assertThat(host.ran()).contains(find(60));
    assertThat(Long.parseLong(mark().replaceAll("(?s).*copied ([0-9]+)\n.*", "$1")))
        .as("all is level now")
        .isPositive();
  }

  @Test
  void whatASuccessorMayHaveWrittenIsReadAgainWhole() {
    host.file(MARK.toString(), taken());
    host.file(DATA + "/VERSION", "1.2.4");
    host.on("mv", "--no-target-directory", DATA, DATA + ".incoming").prints("");
    host.on(DockerCommands.start(ID)).prints("");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.parse("always"))).prints("");
    new Adoption(DB, host).resume(ID);
    assertThat(mark()).contains("copied 0\n");
  }

  /** Newcomers wait from before the stop on. */
  @Test
  void whatWasLevelAMomentAgoIsNotLevelledOnceMore() {
    adopt();
    stops();
    int before = host.ran().size();
    new Adoption(DB, host).take(ID, want());
    assertThat(host.ran().subList(before, host.ran().size())).doesNotContain(LEVEL);
  }

  @Test
  void whatWasLevelLongAgoIsLevelledBeforeItStops() {
    host.file(MARK.toString(), taken().replaceAll("taken .*\n", ""));
    stops();
    new Adoption(DB, host).take(ID, want());
    assertThat(host.ran())
        .containsSubsequence(
            List.of("sync", "--file-system", SOURCE),
            mirror(),
            find(NOON),
            LEVEL,
            DockerCommands.signal(ID, "SIGTERM"));
  }

  @Test
  void aVolumeThatIsElsewhereIsNoPlaceForIt() {
    adopt();
    host.file("/proc/self/mounts", "");
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.NEVER)).prints("");
    int before = host.ran().size();

    assertThatThrownBy(() -> new Adoption(DB, host).take(ID, want()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("its volume is not open here");
    assertThat(host.ran().subList(before, host.ran().size()))
        .as("it goes on running")
        .noneMatch(argv -> argv.contains("kill"))
        .doesNotContain(mirror());
  }

  @Test
  void anEmptyFolderInPlaceOfItsDataEmptiesNoCopy() {
    host.on("stat", "--format=%d:%i %F", SOURCE)
        .prints("64:7 directory\n")
        .prints("65:2 directory\n");
    adopt();
    host.on(DockerCommands.restartPolicy(ID, RestartPolicy.NEVER)).prints("");
    int before = host.ran().size();

    assertThatThrownBy(() -> new Adoption(DB, host).take(ID, want()))
        .hasMessageContaining("is another folder");
    assertThat(host.ran().subList(before, host.ran().size())).doesNotContain(mirror());
  }

  @Test
  void whatIsWithAnotherNodeByNowIsNotCopiedAgain() {
    host.file(MARK.toString(), taken());
    host.file("/proc/self/mounts", "");
    shows("shop-db-1", 0);
    host.run(Command.of(DockerCommands.inspect(List.of(ID)))); // when it still ran

    adopt();

    assertThat(host.ran()).doesNotContain(mirror());
    assertThat(mark()).isEqualTo(taken());
  }
}

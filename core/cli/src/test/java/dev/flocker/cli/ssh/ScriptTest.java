package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, run by this machine's shell. */
class ScriptTest {

  @TempDir Path folder;
  private Path home;
  private Script script;

  @BeforeEach
  void emptyHome() {
    home = folder.resolve("it's a home");
    script = new Script(Optional.of(home.toString()));
  }

  @Test
  void saysWhatTheMachineIsWhereNothingIsThere() throws Exception {
    Ran ran = Ran.script(script.start(payload("one"), Optional.empty()), new byte[0]);
    assertThat(ran.out()).startsWith(Script.LACKS);
    Machine machine = Machine.parse(ran.out().strip());
    assertThat(machine.machine()).isEqualTo(Ran.script("uname -m", new byte[0]).out().strip());
    assertThat(machine.library()).isEqualTo("glibc");
    assertThat(machine.version())
        .contains(Ran.of("getconf", "GNU_LIBC_VERSION").out().strip().replace("glibc ", ""));
    assertThat(machine.free()).isPositive();
    assertThat(machine.memory())
        .filteredOn(m -> m.path().equals("/dev/shm"))
        .allMatch(m -> m.runs() && m.free() > 0)
        .hasSize(1);
    assertThat(home).doesNotExist();
  }

  @Test
  void startsWhatWasPushed() throws Exception {
    Payload payload = payload("one");
    assertThat(push(payload).out().strip()).isEqualTo(Script.UNPACKED + home);
    Ran ran = Ran.script(script.start(payload, Optional.empty()), new byte[0]);
    assertThat(ran.out()).isEqualTo("java of one: @arguments " + home + "\n");
    assertThat(payloads()).containsExactly("one");
  }

  @Test
  void startsItWithTheNodesOwnJava() throws Exception {
    Payload payload = payload("one");
    push(payload);
    Path java = folder.resolve("a java");
    Files.writeString(java, "#!/bin/sh\necho own \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Ran ran = Ran.script(script.start(payload, Optional.of(java.toString())), new byte[0]);
    assertThat(ran.out()).isEqualTo("own @arguments " + home + "\n");
  }

  @Test
  void refusesADamagedArchiveAndLeavesNothing() throws Exception {
    Payload payload = payload("one");
    byte[] bytes = Files.readAllBytes(payload.archive());
    Ran ran = Ran.script(script.push(payload), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.out()).doesNotContain(Script.UNPACKED);
    assertThat(payloads()).isEmpty();
  }

  @Test
  void pushesOfSeveralControllersDoNotDisturbEachOther() throws Exception {
    Payload payload = payload("one");
    List<Process> pushes = Stream.generate(() -> Ran.start(script.push(payload))).limit(4).toList();
    byte[] bytes = Files.readAllBytes(payload.archive());
    for (Process push : pushes) {
      push.getOutputStream().write(bytes, 0, 10);
      push.getOutputStream().flush();
    }
    for (Process push : pushes) {
      push.getOutputStream().write(bytes, 10, bytes.length - 10);
      push.getOutputStream().close();
    }
    for (Process push : pushes) {
      assertThat(Ran.end(push).exit()).isZero();
    }
    assertThat(payloads()).containsExactly("one");
    assertThat(home.resolve("payload/one/tree")).doesNotExist();
    assertThat(home.resolve("payload/one/one")).doesNotExist();
  }

  @Test
  void keepsTheLastTwo() throws Exception {
    for (String id : List.of("one", "two", "three")) {
      push(payload(id));
    }
    assertThat(payloads()).containsExactly("three", "two");
  }

  @Test
  void leavesNothingOfAPayloadForOneRun() throws Exception {
    Payload payload = payload("one");
    byte[] archive = Files.readAllBytes(payload.archive());
    Path unpacked = Path.of(Script.within("/dev/shm"));
    assertThat(Ran.script(script.pushOnce(payload, unpacked.toString()), archive).out().strip())
        .isEqualTo(Script.UNPACKED + unpacked);
    assertThat(unpacked).startsWith(Path.of("/dev/shm")).exists();
    Ran ran = Ran.script(script.startOnce(unpacked.toString(), Optional.empty()), new byte[0]);
    assertThat(ran.out()).isEqualTo("java of one: @arguments " + home + "\n");
    assertThat(unpacked).doesNotExist();
    assertThat(home).doesNotExist();
  }

  @Test
  void unpacksNothingWhereSomebodyElseWasFirst() throws Exception {
    Payload payload = payload("one");
    Path taken = Files.createDirectory(folder.resolve("taken"));
    byte[] archive = Files.readAllBytes(payload.archive());
    Ran ran = Ran.script(script.pushOnce(payload, taken.toString()), archive);
    assertThat(ran.exit()).isNotZero();
    assertThat(ran.out()).isEmpty();
    assertThat(taken).isEmptyDirectory();
  }

  @Test
  void takesADirectoryForAWordAndNothingElse() throws Exception {
    Path told = folder.resolve("told");
    Ran.script(script.startOnce("/dev/shm; touch " + told, Optional.empty()), new byte[0]);
    assertThat(told).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "., rwxrwxr-x",
    ".., rwxrwxrwx",
    "payload, rwxrwx---",
    "payload/one, rwxr-xrwx",
  })
  void startsNothingWhereOthersMayWrite(String where, String mode) throws Exception {
    home = folder.resolve("a/home");
    script = new Script(Optional.of(home.toString()));
    Payload payload = payload("one");
    push(payload);
    Path open = home.resolve(where).normalize();
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));

    assertThat(Ran.script(script.start(payload, Optional.empty()), new byte[0]).out())
        .startsWith(Script.UNSAFE + "d" + mode)
        .endsWith(" " + open + "\n");
  }

  /** Before it is brought there. */
  @Test
  void bringsNothingToWhereOthersMayWrite() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    script = new Script(Optional.of(open.resolve("home").toString()));
    Payload payload = payload("one");

    assertThat(Ran.script(script.start(payload, Optional.empty()), new byte[0]).out())
        .startsWith(Script.UNSAFE)
        .endsWith(" " + open + "\n");
    byte[] archive = Files.readAllBytes(payload.archive());
    assertThat(Ran.script(script.push(payload), archive).out()).startsWith(Script.UNSAFE);
    assertThat(open.resolve("home/payload")).isEmptyDirectory();
  }

  /** As in /tmp: what is there cannot be touched by others. */
  @Test
  void aStickyFolderOnTheWayIsSafe() throws Exception {
    Path sticky = Files.createDirectory(folder.resolve("sticky"));
    Ran.script("chmod 1777 " + sticky, new byte[0]);
    home = sticky.resolve("home");
    script = new Script(Optional.of(home.toString()));
    push(payload("one"));
    assertThat(Ran.script(script.start(payload("one"), Optional.empty()), new byte[0]).out())
        .startsWith("java of one");
    script = new Script(Optional.of(sticky.toString()));
    assertThat(Ran.script(script.start(payload("one"), Optional.empty()), new byte[0]).out())
        .startsWith(Script.UNSAFE + "drwxrwxrwt");
  }

  @Test
  void followsALinkToWhereItLeads() throws Exception {
    push(payload("one"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    script = new Script(Optional.of(link.toString()));
    Ran ran = Ran.script(script.start(payload("one"), Optional.empty()), new byte[0]);
    assertThat(ran.out()).isEqualTo("java of one: @arguments " + home + "\n");
  }

  /** Whatever the umask was where flocker was built, and whoever has that number here. */
  @Test
  void whatIsUnpackedIsTheUsersAlone() throws Exception {
    push(payload("one"));
    String others = "find " + Quote.word(home.toString()) + " -perm /022 -o ! -user $(id -u)";
    assertThat(Ran.script(others, new byte[0]).out()).isEmpty();
  }

  @Test
  void writesAFileOfAnyName() throws Exception {
    Path file = folder.resolve("a 'file'; exit 3");
    assertThat(Ran.script(Script.receive(file.toString()), "text".getBytes()).exit()).isZero();
    assertThat(file).hasContent("text");
  }

  @Test
  void quotesWhatAShellWouldTakeApart() throws Exception {
    List<String> words =
        List.of("plain", "", "two words", "it's", "$HOME `id` \\ \"x\"", "a\nb", "*");
    Ran ran = Ran.script("printf '<%s>' " + Quote.words(words), new byte[0]);
    assertThat(ran.out()).isEqualTo("<" + String.join("><", words) + ">");
  }

  private Ran push(Payload payload) throws IOException, InterruptedException {
    Ran ran = Ran.script(script.push(payload), Files.readAllBytes(payload.archive()));
    assertThat(ran.exit()).as(ran.err()).isZero();
    return ran;
  }

  private Payload payload(String id) throws IOException, InterruptedException {
    return Ran.payload(folder.resolve("made-" + id), id, "echo \"java of " + id + ": $*\"");
  }

  private List<String> payloads() {
    String[] names = home.resolve("payload").toFile().list();
    return names == null ? List.of() : Stream.of(names).sorted().toList();
  }

  /** Each reads quotes in its own way; one that is not here is passed over. */
  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash", "dash", "zsh", "fish", "tcsh", "ksh"})
  void whateverLoginShellRunsIt(String shell) throws Exception {
    Assumptions.assumeTrue(Ran.of("sh", "-c", "command -v " + shell).exit() == 0);
    Payload payload = payload("one");
    byte[] archive = Files.readAllBytes(payload.archive());

    assertThat(by(shell, script.push(payload), archive).out().strip())
        .isEqualTo(Script.UNPACKED + home);
    assertThat(by(shell, script.start(payload, Optional.empty()), new byte[0]).out())
        .isEqualTo("java of one: @arguments " + home + "\n");
    String odd = "printf '%s\\n' \"it's\" 'a!b' \"\\$x\" '*' `echo two`";
    assertThat(by(shell, odd, new byte[0]).out()).isEqualTo("it's\na!b\n$x\n*\ntwo\n");
  }

  private static Ran by(String shell, String script, byte[] input) throws Exception {
    Process process = new ProcessBuilder(shell, "-c", Quote.script(script)).start();
    process.getOutputStream().write(input);
    process.getOutputStream().close();
    return Ran.end(process);
  }
}

package dev.flocker.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flocker.api.node.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizedKeysTest {

  private static final Instant NOON = Instant.parse("2030-05-06T12:00:00Z");
  private static final PublicKey KEY =
      PublicKey.ofTransfer("ssh-ed25519 " + "AAAAC3Nz".repeat(8) + "AAAA of-a-transfer\n");
  private static final String LINE =
      AuthorizedKeys.line(KEY, Path.of("/run/f"), Expiry.at(NOON.plusSeconds(60), true));

  @TempDir Path home;

  @Test
  void letAKeyDoNothingButWriteIntoAFifoForAWhile() {
    assertThat(LINE)
        .isEqualTo(
            "restrict,expiry-time=\"20300506120100Z\",command=\"exec sh -c 'exec 3>/run/f && echo "
                + Outgoing.READY
                + " && exec cat >&3'\" "
                + KEY
                + " flocker-transfer");
  }

  /** sshd takes a TAB between type and blob, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519 AAAA\nssh-ed25519\tBBBB",
        "ssh-ed25519\tAAAA",
        "ssh-ed25519 AAAA\r",
        "command=\"sh\" ssh-ed25519 AAAA",
        "ssh-rsa AAAA",
        "ssh-ed25519 AAA",
        ""
      })
  void takeNothingButAKey(String said) {
    String full = said.replace("AAAA", "A".repeat(68)).replace("BBBB", "B".repeat(68));
    assertThatThrownBy(() -> PublicKey.ofTransfer(full + " x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takeNoSecondLine() {
    assertThatThrownBy(() -> new AuthorizedKeys(home).add(LINE + "\nssh-ed25519\tBBBB"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(home.resolve(".ssh")).doesNotExist();
  }

  @Test
  void forgetOnlyFlockersOwnLinesWhoseTimeIsOver() {
    String anns = "expiry-time=\"20200101000000Z\" ssh-ed25519 AAAAann ann";
    List<String> lines = List.of("# mine", anns, "", LINE);
    assertThat(AuthorizedKeys.current(lines, NOON.plusSeconds(60))).isEqualTo(lines);
    assertThat(AuthorizedKeys.current(lines, NOON.plusSeconds(61)))
        .containsExactly("# mine", anns, "");
  }

  @Test
  void loseTheLinesThatLeadNowhereWhenTheyAreSwept() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path fifo = Files.createFile(home.resolve("fifo"));
    String live = AuthorizedKeys.line(KEY, fifo, Expiry.at(NOON, true));
    String file =
        "# mine\n" + LINE + "\n" + live + "\ncommand=\"exec sh -c 'exec 3>/run/f \" mine\n";
    Path keys = Files.writeString(ssh.resolve("authorized_keys"), file);
    new AuthorizedKeys(home).sweep();
    assertThat(keys).hasContent(file.replace(LINE + "\n", ""));
  }

  @Test
  void areNotWrittenWhenNothingIsToBeSwept() throws IOException {
    new AuthorizedKeys(home).sweep();
    assertThat(home.toFile().list()).isEmpty();
  }

  @Test
  void areAsTheyWereAfterATransfer() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path file = Files.writeString(ssh.resolve("authorized_keys"), "# mine\nssh-rsa AAAA ann\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    AuthorizedKeys keys = new AuthorizedKeys(home);
    keys.add(LINE);
    assertThat(file).hasContent("# mine\nssh-rsa AAAA ann\n" + LINE);
    keys.remove(LINE);
    assertThat(file).hasContent("# mine\nssh-rsa AAAA ann\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(ssh.toFile().list()).containsExactly("authorized_keys");
  }

  @Test
  void areMadeWhereThereAreNone() throws IOException {
    AuthorizedKeys keys = new AuthorizedKeys(home);
    keys.add(LINE);
    Path file = home.resolve(".ssh/authorized_keys");
    assertThat(file).hasContent(LINE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void areThoseBehindALink() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path real = Files.writeString(Files.createDirectory(home.resolve("kept")).resolve("keys"), "");
    Files.createSymbolicLink(ssh.resolve("authorized_keys"), Path.of("../kept/keys"));
    new AuthorizedKeys(home).add(LINE);
    assertThat(ssh.resolve("authorized_keys")).isSymbolicLink();
    assertThat(real).hasContent(LINE);
    assertThat(real.getParent().toFile().list()).containsExactly("keys");
  }

  /** As root this would otherwise give the user a file in a folder of root's. */
  @Test
  void areNotWrittenWhereALinkLeadsToWhatIsAnothers() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"));
    Path roots = Files.createDirectory(home.resolve("roots"));
    Path user = Files.createDirectory(home.resolve("user"));
    own(user, "daemon");
    Path link = Files.createSymbolicLink(user.resolve(".ssh"), roots);
    assertThatThrownBy(() -> new AuthorizedKeys(user).add(LINE)).isInstanceOf(Failure.class);
    assertThat(roots).isEmptyDirectory();

    Files.delete(link);
    Path ssh = Files.createDirectory(user.resolve(".ssh"));
    own(ssh, "daemon");
    Path precious = Files.writeString(roots.resolve("keys"), "ssh-rsa AAAA root\n");
    Files.createSymbolicLink(ssh.resolve("authorized_keys"), precious);
    assertThatThrownBy(() -> new AuthorizedKeys(user).add(LINE)).isInstanceOf(Failure.class);
    assertThat(precious).hasContent("ssh-rsa AAAA root");

    Files.delete(ssh.resolve("authorized_keys"));
    Files.createSymbolicLink(ssh.resolve("authorized_keys.flocker"), precious);
    new AuthorizedKeys(user).add(LINE);
    assertThat(precious).hasContent("ssh-rsa AAAA root");
    assertThat(Files.getOwner(ssh.resolve("authorized_keys")).getName()).isEqualTo("daemon");
    assertThat(Files.getOwner(precious).getName()).isEqualTo("root");
  }

  private static void own(Path path, String user) throws IOException {
    Files.setOwner(
        path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  @Test
  void areNotMadeBehindALinkToNothing() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Files.createSymbolicLink(ssh.resolve("authorized_keys"), Path.of("nowhere"));
    AuthorizedKeys keys = new AuthorizedKeys(home);
    assertThatThrownBy(() -> keys.add(LINE)).isInstanceOf(Failure.class);
    assertThat(ssh.resolve("authorized_keys")).isSymbolicLink();
  }

  @Test
  void keepForeignLinesByteByByte() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    byte[] foreign = "# G\u00fcnther\r\n\n ssh-rsa AAAA x".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(ssh.resolve("authorized_keys"), foreign);
    AuthorizedKeys keys = new AuthorizedKeys(home);
    keys.add(LINE);
    assertThat(Files.readAllBytes(file)).startsWith(foreign);
    keys.remove(LINE);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(foreign, StandardCharsets.ISO_8859_1) + "\n");
  }

  @Test
  void loseNothingThatSomebodyAddsMeanwhile() throws Exception {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path file = Files.writeString(ssh.resolve("authorized_keys"), "ssh-rsa AAAA ann\n");
    Path bobs = ssh.resolve("bobs");
    AuthorizedKeys keys = new AuthorizedKeys(home);
    keys.edit(
        lines -> {
          if (Files.notExists(bobs)) {
            append(file, "ssh-rsa BBBB bob\n");
            append(bobs, "");
          }
          return Stream.concat(lines.stream(), Stream.of(LINE)).toList();
        });
    assertThat(file).hasContent("ssh-rsa AAAA ann\nssh-rsa BBBB bob\n" + LINE);
  }

  @Test
  void areWrittenAnewAfterACrashAmidWriting() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path file = Files.writeString(ssh.resolve("authorized_keys"), "ssh-rsa AAAA ann\n");
    Files.writeString(ssh.resolve("authorized_keys.flocker"), "ssh-rsa AA");
    new AuthorizedKeys(home).add(LINE);
    assertThat(file).hasContent("ssh-rsa AAAA ann\n" + LINE);
    assertThat(ssh.toFile().list()).containsExactly("authorized_keys");
  }

  @Test
  void leaveNothingBesideWhenTheyCannotBeWritten() throws IOException {
    Path ssh = Files.createDirectory(home.resolve(".ssh"));
    Path file = Files.writeString(ssh.resolve("authorized_keys"), "ssh-rsa AAAA ann\n");
    AuthorizedKeys keys = new AuthorizedKeys(home);
    assertThatThrownBy(
            () ->
                keys.edit(
                    lines -> {
                      replaceByFolder(file);
                      return lines;
                    }))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("writing " + file + ": ");
    assertThat(ssh.toFile().list()).containsExactly("authorized_keys");
  }

  private static void replaceByFolder(Path file) {
    try {
      Files.delete(file);
      Files.createDirectory(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.flocker.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizedKeysTest {

  private static final LocalDateTime NOON = LocalDateTime.of(2030, 5, 6, 12, 0);
  private static final String KEY = "ssh-ed25519 AAAAC3Nz of-a-transfer\n";
  private static final String LINE =
      AuthorizedKeys.line(KEY, Path.of("/run/f"), NOON.plusMinutes(30));

  @TempDir Path home;

  @Test
  void letAKeyDoNothingButWriteIntoAFifoForAWhile() {
    assertThat(LINE)
        .isEqualTo(
            "restrict,expiry-time=\"203005061230\",command=\"exec 3>/run/f && echo "
                + Outgoing.READY
                + " && exec cat >&3\" ssh-ed25519 AAAAC3Nz flocker-transfer");
  }

  @Test
  void forgetOnlyFlockersOwnLinesWhoseTimeIsOver() {
    String anns = "expiry-time=\"202001010000\" ssh-ed25519 AAAAann ann";
    List<String> lines = List.of("# mine", anns, "", LINE);
    assertThat(AuthorizedKeys.current(lines, NOON.plusMinutes(30))).isEqualTo(lines);
    assertThat(AuthorizedKeys.current(lines, NOON.plusMinutes(31)))
        .containsExactly("# mine", anns, "");
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
}

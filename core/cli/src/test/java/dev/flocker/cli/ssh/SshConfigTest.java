package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConfigTest {

  private static final Path HOME = Path.of(System.getProperty("user.home"));

  /** As OpenSSH 9.2 prints it, shortened. */
  private static final String PRINTED =
      """
      host n4
      user operator
      hostname 10.78.0.14
      port 2222
      identitiesonly no
      connecttimeout 5
      hostkeyalias n4.example
      identityfile ~/.ssh/id_rsa
      identityfile /keys/id
      identityagent none
      userknownhostsfile /a/known_hosts /b/known_hosts
      globalknownhostsfile /etc/ssh/ssh_known_hosts
      """;

  @Test
  void isReadFromWhatSshPrints() {
    SshConfig config = SshConfig.parse(PRINTED);
    assertThat(config.user()).isEqualTo("operator");
    assertThat(config.hostname()).isEqualTo("10.78.0.14");
    assertThat(config.port()).isEqualTo(2222);
    assertThat(config.hostKeyNames()).containsExactly("n4.example");
    assertThat(SshConfig.parse("hostname a\nport 22\n").hostKeyNames()).containsExactly("a");
    assertThat(SshConfig.parse("hostname a\nport 2222\n").hostKeyNames())
        .containsExactly("[a]:2222", "a");
    assertThat(config.connectTimeout()).isEqualTo(5_000);
    assertThat(config.identities())
        .containsExactly(HOME.resolve(".ssh/id_rsa"), Path.of("/keys/id"));
    assertThat(config.identitiesOnly()).isFalse();
    assertThat(config.agent()).isEmpty();
    assertThat(config.knownHosts())
        .containsExactly(
            Path.of("/a/known_hosts"),
            Path.of("/b/known_hosts"),
            Path.of("/etc/ssh/ssh_known_hosts"));
    assertThat(config.proxy(List.of())).isEmpty();
  }

  @Test
  void waitsForAWhileWhereNoTimeIsSaid() {
    assertThat(SshConfig.parse("connecttimeout none").connectTimeout()).isEqualTo(15_000);
    assertThat(SshConfig.parse("connecttimeout 0").connectTimeout()).isEqualTo(15_000);
  }

  @Test
  void leadsThroughTheLastJumpHost() {
    SshConfig config = SshConfig.parse(PRINTED + "proxyjump ann@a:2200,b\n");
    assertThat(config.proxy(List.of("-o", "X=y", "-F", "/c")).orElseThrow())
        .containsExactly(
            "ssh",
            "-F",
            "/c",
            "-J",
            "ann@a:2200",
            "-o",
            "BatchMode=yes",
            "-W",
            "[10.78.0.14]:2222",
            "b");
    assertThat(SshConfig.parse(PRINTED + "proxyjump a:22\n").proxy(List.of()).orElseThrow())
        .endsWith("ssh://a:22");
  }

  @Test
  void leadsThroughACommand() {
    SshConfig config = SshConfig.parse(PRINTED + "proxycommand nc -x 100%%h %h %p %r\n");
    assertThat(config.proxy(List.of()).orElseThrow())
        .containsExactly("sh", "-c", "exec nc -x 100%h 10.78.0.14 2222 operator");
  }

  @Test
  void tokensStandForWhatIsKnown() {
    SshConfig config =
        SshConfig.parse(
            PRINTED
                + "identityfile %d/%n-%h-%p/${HOME}/%r%%\ncertificatefile ~/%k\n"
                + "proxycommand nc %n %h\n");
    assertThat(config.identities().getLast())
        .isEqualTo(Path.of(HOME + "/n4-10.78.0.14-2222/" + System.getenv("HOME") + "/operator%"));
    assertThat(config.certificates()).containsExactly(HOME.resolve("n4.example"));
    assertThat(config.proxy(List.of()).orElseThrow())
        .containsExactly("sh", "-c", "exec nc n4 10.78.0.14");
  }

  @Test
  void knowsAllTokens() throws Exception {
    String machine = Ran.of("hostname").out().strip();
    SshConfig config =
        SshConfig.parse(PRINTED + "proxyjump gate\nidentityfile /%i/%j/%k/%L/%l/%u/%C/%x\n");
    String hash =
        Ran.of("sh", "-c", "printf %s '" + machine + "10.78.0.142222operator' | sha1sum").out();
    assertThat(config.identities().getLast().toString())
        .isEqualTo(
            "/%s/gate/n4.example/%s/%s/%s/%s/%%x"
                .formatted(
                    Ran.of("id", "-u").out().strip(),
                    machine.split("\\.")[0],
                    machine,
                    System.getProperty("user.name"),
                    hash.substring(0, 40)));
  }

  @Test
  void namesWhatIsNotHonoured() {
    assertThat(SshConfig.parse(PRINTED).ignored()).isEmpty();
    assertThat(
            SshConfig.parse(
                    PRINTED
                        + "pkcs11provider /lib/p11.so\nbindaddress 10.0.0.1\naddressfamily inet\n"
                        + "knownhostscommand none\nverifyhostkeydns false\nbindinterface eth0\n")
                .ignored())
        .containsExactly("PKCS11Provider", "BindAddress", "BindInterface", "AddressFamily");
  }

  @Test
  void comesFromTheInventoryAndTheUsersFileTogether(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("config");
    Files.writeString(file, "Host db\n  HostName 192.0.2.7\n  Port 2022\n  User ann\n");
    Path key = Files.createFile(folder.resolve("id"));
    SshConfig config =
        SshConfig.of(
            SshTarget.of(
                "n1",
                Map.of(
                    "ansible_host",
                    "db",
                    "ansible_user",
                    "bob",
                    "ansible_ssh_private_key_file",
                    key.toString(),
                    "ansible_ssh_common_args",
                    "-F '" + file + "' -o ConnectTimeout=3")));
    assertThat(Way.of(config)).isEqualTo(new Way("bob", "192.0.2.7", 2022));
    assertThat(config.identities()).contains(key);
    assertThat(config.connectTimeout()).isEqualTo(3_000);
  }

  @Test
  void saysWhatSshObjectsTo() {
    SshTarget target = SshTarget.of("n1", Map.of("ansible_ssh_common_args", "-o Nonsense=1"));
    assertThatThrownBy(() -> SshConfig.of(target))
        .isInstanceOf(NodeTrouble.Unreachable.class)
        .hasMessageStartingWith("n1: ssh refuses its configuration: ")
        .hasMessageContaining("nonsense")
        .hasMessageEndingWith("; correct the SSH configuration or the inventory's ssh arguments");
  }
}

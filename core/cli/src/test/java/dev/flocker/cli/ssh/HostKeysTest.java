package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.schmizz.sshj.common.Buffer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileHostKeyCertificateProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lets a host in, and what does not, as OpenSSH would have it. */
@Timeout(60)
class HostKeysTest {

  @TempDir static Path keys;
  private static KeyPair hostKey;
  private static Path login;

  @TempDir Path folder;
  private Sshd sshd;

  @BeforeAll
  static void keyPairs() throws Exception {
    hostKey = Sshd.ecdsa();
    login = keys.resolve("login");
    Ran.key(login, "ecdsa", "");
    Ran.key(keys.resolve("authority"), "ecdsa", "");
    Ran.key(keys.resolve("other"), "rsa", "");
  }

  @BeforeEach
  void start() throws IOException {
    sshd = new Sshd(folder, hostKey);
    sshd.letIn(login);
  }

  @AfterEach
  void stop() throws IOException {
    sshd.close();
  }

  @Test
  void anUnknownKeyIsRefusedWithTheLineThatAcceptsIt() throws Exception {
    sshd.known("");
    String message = refused();
    String shown = "ecdsa-sha2-nistp256 " + KeyUtils.getFingerPrint(hostKey.getPublic());
    String remedy = "; if that is its fingerprint, accept it: ";
    assertThat(message).startsWith("n1: its host key is not known: " + shown + remedy);
    follow(message, remedy);
    accepted();
  }

  @Test
  void aNewKeyIsAcceptedAndRememberedIfTheUserWantsThat() throws Exception {
    String[] options = {"StrictHostKeyChecking accept-new"};
    sshd.known("elsewhere " + sshd.key());
    Files.writeString(sshd.knownHosts(), "elsewhere " + sshd.key());
    accepted(options);
    assertThat(Files.readString(sshd.knownHosts()))
        .isEqualTo("elsewhere " + sshd.key() + "\n" + sshd.name() + " " + sshd.key() + "\n");
    assertThat(sshd.notes()).singleElement().asString().contains("its host key is new, and known");
    accepted(options);
    accepted();
    assertThat(Files.readAllLines(sshd.knownHosts())).hasSize(2);
  }

  @Test
  void aNewKeyIsRememberedUnderAHashedNameAndInAFileThatIsMade() throws Exception {
    Path made = folder.resolve("new/known_hosts");
    String file = "UserKnownHostsFile " + made;
    accepted("StrictHostKeyChecking accept-new", "HashKnownHosts yes", file);
    assertThat(Files.readString(made)).startsWith("|1|").doesNotContain("127.0.0.1");
    accepted(file);
  }

  @Test
  void onlyANewKeyIsAcceptedThatWay() throws Exception {
    String[] options = {"StrictHostKeyChecking accept-new"};
    String other = PublicKeyEntry.toString(Sshd.ecdsa().getPublic());
    sshd.known(sshd.name() + " " + other);
    assertThat(refused(options)).contains("its host key has changed");
    sshd.known("@revoked * " + sshd.key());
    assertThat(refused(options)).contains("its host key is revoked");
    assertThat(refused(options[0], "UserKnownHostsFile /dev/null"))
        .contains(
            "is not known", "in /dev/null no key is known", ".ssh/known_hosts, and no longer");
    assertThat(refused(options[0], "UserKnownHostsFile " + folder))
        .contains("cannot be remembered");
  }

  /** What all users of the machine share is not for flocker to write. */
  @Test
  void aNewKeyIsRememberedInTheUsersOwnFileAlone() throws Exception {
    Path shared = Files.writeString(folder.resolve("shared"), "elsewhere " + sshd.key() + "\n");
    String[] options = {
      "StrictHostKeyChecking accept-new",
      "UserKnownHostsFile none",
      "GlobalKnownHostsFile " + shared
    };
    assertThat(refused(options))
        .contains("is not known", ".ssh/known_hosts, and no longer set UserKnownHostsFile to none");
    assertThat(Files.readAllLines(shared)).hasSize(1);
    Files.writeString(shared, sshd.name() + " " + sshd.key() + "\n");
    accepted(options);
  }

  @Test
  void saysWhatWouldHaveLetItInElsewhere() throws Exception {
    sshd.known("");
    assertThat(
            refused(
                "StrictHostKeyChecking no", "KnownHostsCommand /bin/true", "VerifyHostKeyDNS yes"))
        .contains(
            "; flocker does not honour StrictHostKeyChecking no (but accept-new),"
                + " KnownHostsCommand, VerifyHostKeyDNS; if that is its fingerprint");
    assertThat(sshd.notes()).hasSize(3);
  }

  @Test
  void aKeyThatChangedIsRefusedWithTheLineThatAcceptsIt() throws Exception {
    sshd.known("# mine", sshd.name() + " " + PublicKeyEntry.toString(Sshd.ecdsa().getPublic()));
    String message = refused();
    assertThat(message)
        .startsWith(
            "n1: its host key has changed: it shows ecdsa-sha2-nistp256 "
                + KeyUtils.getFingerPrint(hostKey.getPublic())
                + ", and "
                + sshd.knownHosts()
                + " line 2 has another; ");
    follow(message, "accept the new: ");
    accepted();
  }

  @Test
  void aRevokedKeyIsRefusedWhateverElseIsKnown() throws Exception {
    sshd.known(sshd.name() + " " + sshd.key(), "@revoked * " + sshd.key());
    assertThat(refused())
        .isEqualTo(
            "n1: its host key is revoked: ecdsa-sha2-nistp256 "
                + KeyUtils.getFingerPrint(hostKey.getPublic())
                + ", by "
                + sshd.knownHosts()
                + " line 2; find out why, and give the node another key");
    sshd.known(sshd.name() + " " + sshd.key());
    Path other = folder.resolve("other");
    Files.writeString(other, "@revoked *," + sshd.name() + "\t" + sshd.key() + "\n");
    assertThat(refused("GlobalKnownHostsFile " + other)).contains("revoked", other + " line 1");
    Files.writeString(other, "@revoked elsewhere " + sshd.key() + "\n");
    accepted("GlobalKnownHostsFile " + other);
  }

  @Test
  void aListOfRevokedKeysIsObeyed() throws Exception {
    Path list = folder.resolve("revoked");
    String option = "RevokedHostKeys " + list;
    assertThat(refused(option)).contains("cannot be told", "correct RevokedHostKeys");
    Files.writeString(list, "# none\n" + publicKey("other"));
    accepted(option);
    Files.writeString(list, sshd.key() + " lost\n");
    assertThat(refused(option)).contains("its host key is revoked", ", by " + list);
    krl(list, publicKey("other"));
    accepted(option);
    krl(list, sshd.key());
    assertThat(refused(option)).contains("its host key is revoked", ", by " + list);
    Files.write(list, Arrays.copyOf(Files.readAllBytes(list), 40));
    assertThat(refused(option)).contains("cannot be told");
  }

  @Test
  void anAuthorityIsNoHost() throws Exception {
    sshd.known("@cert-authority * " + sshd.key());
    assertThat(refused())
        .contains(
            "its host key is not known",
            "without a certificate that is valid by " + sshd.knownHosts() + " line 1; ");
  }

  @Test
  void aCertificateOfAKnownAuthorityIsEnough() throws Exception {
    for (String authority : List.of("authority", "other")) {
      sshd.known("@cert-authority " + sshd.name() + ",*.example " + publicKey(authority));
      certify(authority, "-h", "-n", "elsewhere,127.0.0.1");
      accepted();
    }
    sshd.known("@cert-authority n1.example " + publicKey("other"));
    assertThat(refused("HostKeyAlias n1.example")).contains("without a certificate that is valid");
    certify("other", "-h", "-n", "n1.example");
    accepted("HostKeyAlias n1.example");
    assertThat(refused()).contains("its host key is not known");
  }

  @Test
  void aCertificateThatDoesNotVouchForTheHostIsNone() throws Exception {
    String authority = "@cert-authority * " + publicKey("authority");
    List<List<String>> useless =
        List.of(
            List.of("-h", "-n", "elsewhere"),
            List.of("-n", "127.0.0.1"),
            List.of("-h", "-n", "127.0.0.1", "-V", "20200101:20200102"),
            List.of("-h", "-n", "127.0.0.1", "-O", "critical:only@example=1"));
    for (List<String> options : useless) {
      certify("authority", options.toArray(String[]::new));
      sshd.known(authority);
      assertThat(verified()).as("%s", options).isFalse();
      sshd.known(authority, sshd.name() + " " + sshd.key());
      assertThat(verified()).as("%s", options).isTrue();
    }
    certify("authority", "-h", "-n", "127.0.0.1");
    sshd.known(authority);
    assertThat(verified()).isTrue();
    assertThat(verified("CASignatureAlgorithms rsa-sha2-512")).isFalse();
    certify("other", "-h", "-n", "127.0.0.1");
    sshd.known(authority);
    assertThat(refused()).contains("without a certificate that is valid");
  }

  @Test
  void aRevokedAuthorityVouchesForNobody() throws Exception {
    certify("authority", "-h", "-n", "127.0.0.1");
    sshd.known(
        "@cert-authority * " + publicKey("authority"), "@revoked * " + publicKey("authority"));
    assertThat(refused()).contains("its host key is revoked");
  }

  @Test
  void namesAreThoseOfOpenSsh() throws Exception {
    sshd.known("127.0.0.1 " + sshd.key());
    accepted();
    sshd.known("other " + sshd.key());
    accepted("HostKeyAlias Other");
    sshd.known("[*.0.0.1]:* " + sshd.key(), "", "nonsense", "@unknown * x y", "* ssh-rsa AAAA");
    accepted();
    sshd.known("*,!" + sshd.name() + " " + sshd.key());
    assertThat(refused("HostKeyAlias " + sshd.name())).contains("is not known");
    sshd.known(sshd.name() + " " + sshd.key());
    Ran.of("ssh-keygen", "-H", "-f", sshd.knownHosts().toString());
    assertThat(Files.readString(sshd.knownHosts())).startsWith("|1|");
    accepted();
  }

  private void accepted(String... options) throws IOException {
    assertThat(Sshd.echo(sshd.connect(login, options))).isEqualTo("hello");
  }

  private String refused(String... options) {
    Throwable thrown = catchThrowable(() -> sshd.connect(login, options).close());
    assertThat(thrown).isInstanceOf(NodeTrouble.Unreachable.class);
    return thrown.getMessage();
  }

  /** Whether the certificate that was made last would do. */
  private boolean verified(String... options) throws Exception {
    SshConfig config = SshConfig.of(sshd.target(sshd.server().getPort(), login, options));
    String line = Files.readString(folder.resolve("host-cert.pub"));
    byte[] encoded = KeyText.parse(line).orElseThrow().encoded();
    return new HostKeys(config, note -> {})
        .verify("", 0, new Buffer.PlainBuffer(encoded).readPublicKey());
  }

  private static void follow(String message, String remedy) throws Exception {
    String command = message.substring(message.indexOf(remedy) + remedy.length());
    assertThat(Ran.of("sh", "-c", command).exit()).isZero();
  }

  private static String publicKey(String name) throws IOException {
    return Files.readString(keys.resolve(name + ".pub"));
  }

  private void krl(Path file, String key) throws Exception {
    Path listed = Files.writeString(folder.resolve("listed.pub"), key);
    Ran made = Ran.of("ssh-keygen", "-k", "-q", "-f", file.toString(), listed.toString());
    assertThat(made.exit()).as("%s", made).isZero();
  }

  private void certify(String authority, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("host.pub"), sshd.key() + "\n");
    List<String> argv = new ArrayList<>(List.of("ssh-keygen", "-q", "-I", "host", "-s"));
    argv.add(keys.resolve(authority).toString());
    argv.addAll(List.of(options));
    argv.add(file.toString());
    Ran made = Ran.of(argv.toArray(String[]::new));
    assertThat(made.exit()).as("%s", made).isZero();
    sshd.server()
        .setHostKeyCertificateProvider(
            new FileHostKeyCertificateProvider(folder.resolve("host-cert.pub")));
  }
}

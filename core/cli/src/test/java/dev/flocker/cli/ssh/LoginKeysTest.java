package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which keys are offered, from files and by the agent. */
@Timeout(60)
class LoginKeysTest extends SshdFixture {

  @BeforeAll
  static void moreKeys() throws Exception {
    Ran.key(keys.resolve("other"), "ecdsa", "");
    Ran.key(keys.resolve("locked"), "ecdsa", "passphrase");
    Ran.of("ssh-keygen", "-q", "-m", "PEM", "-t", "rsa", "-N", "", "-f", keys + "/pem");
    Ran.of("ssh-keygen", "-q", "-m", "PKCS8", "-t", "ecdsa", "-N", "", "-f", keys + "/pkcs8");
    Ran.of("ssh-keygen", "-q", "-m", "PEM", "-t", "rsa", "-N", "secret", "-f", keys + "/oldlocked");
  }

  @Test
  void aBadFileIsPassedOver() throws Exception {
    byte[] whole = Files.readAllBytes(keys.resolve("ecdsa"));
    Map<Path, String> bad = new LinkedHashMap<>();
    bad.put(file("empty", new byte[0]), "is no private key that flocker can read");
    bad.put(file("binary", new byte[] {0, -1, -2, 7}), "is no private key that flocker can read");
    bad.put(Files.createDirectory(folder.resolve("directory")), "cannot be read");
    bad.put(file("short", Arrays.copyOf(whole, 90)), "is no whole private key");
    bad.put(file("half", Arrays.copyOf(whole, 300)), "is no whole private key");
    bad.put(file("pem", "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n".getBytes()), "is no private key");
    bad.put(file("most", Arrays.copyOf(whole, whole.length - 90)), "is no whole private key");
    bad.put(keys.resolve("locked"), "is encrypted");
    bad.put(keys.resolve("oldlocked"), "is encrypted");
    bad.put(keys.resolve("other.pub"), "is only the public half, not in the agent");
    bad.put(folder.resolve("nowhere"), "is not there");
    for (Map.Entry<Path, String> one : bad.entrySet()) {
      String option = "IdentityFile " + one.getKey();
      String said = "the key " + one.getKey() + " " + one.getValue();
      sshd.notes().clear();
      sshd.letIn(keys.resolve("ecdsa"));
      connects("ecdsa", option);
      assertThat(sshd.notes()).singleElement().asString().startsWith("n1: " + said);
      sshd.letNobodyIn();
      assertThat(refused("ecdsa", option))
          .startsWith("n1: it refuses the login as ann, and " + said)
          .contains(said.endsWith("encrypted") ? "; add it to the SSH agent: " : "; add your key");
    }
  }

  @Test
  void thePublicHalfNeedNotBeThere() throws Exception {
    for (String kind : List.of("ecdsa", "rsa", "pem", "pkcs8")) {
      sshd.letIn(keys.resolve(kind));
      Path copy = file("copy-" + kind, Files.readAllBytes(keys.resolve(kind)));
      assertThat(Sshd.echo(sshd.connect(copy))).as(kind).isEqualTo("hello");
      Files.writeString(Path.of(copy + ".pub"), "nonsense");
      Files.writeString(Path.of(copy + "-cert.pub"), "nonsense");
      assertThat(Sshd.echo(sshd.connect(copy))).as(kind).isEqualTo("hello");
      sshd.letNobodyIn();
    }
  }

  @Test
  void theAgentSigns() throws Exception {
    for (String kind : List.of("ecdsa", "rsa", "locked")) {
      sshd.letIn(keys.resolve(kind));
      try (Agent agent = agent(kind)) {
        connects("none", "IdentityAgent " + agent.socket());
      }
      sshd.letNobodyIn();
    }
    sshd.letIn(keys.resolve("ecdsa"));
    connects("ecdsa", "IdentityAgent " + folder.resolve("none"));
  }

  @Test
  void onlyTheNamedKeysOfTheAgentAreOffered() throws Exception {
    try (Agent agent = agent("other", "locked")) {
      String[] options = {"IdentityAgent " + agent.socket(), "IdentitiesOnly yes"};
      sshd.letIn(keys.resolve("locked"));
      connects("locked", options);
      Path half = file("half.pub", Files.readAllBytes(keys.resolve("locked.pub")));
      assertThat(Sshd.echo(sshd.connect(half, options))).isEqualTo("hello");
      Path without = folder.resolve("half");
      assertThat(Sshd.echo(sshd.connect(without, options))).isEqualTo("hello");
      assertThat(refused("ecdsa", options)).startsWith("n1: it refuses the login as ann; ");
      connects("ecdsa", options[0]);
      assertThat(sshd.notes()).isEmpty();
    }
  }

  @Test
  void aCertificateMayHaveAnyName() throws Exception {
    Path key = folder.resolve("certified");
    Ran.key(key, "ecdsa", "");
    Path authority = keys.resolve("other");
    Ran.of("ssh-keygen", "-q", "-s", authority.toString(), "-I", "me", "-n", "ann", key + ".pub");
    Path certificate = folder.resolve("vouched.pub");
    Files.move(folder.resolve("certified-cert.pub"), certificate);
    sshd.server()
        .setPublickeyAuthenticator(
            (user, shown, session) ->
                shown instanceof OpenSshCertificate vouched && vouched.getId().equals("me"));
    String option = "CertificateFile " + certificate;

    assertThat(Sshd.echo(sshd.connect(key, option))).isEqualTo("hello");
    try (Agent agent = new Agent(folder.resolve("agent"))) {
      agent.add(key);
      String socket = "IdentityAgent " + agent.socket();
      Files.delete(key);
      assertThat(Sshd.echo(sshd.connect(key, option, socket))).isEqualTo("hello");
      assertThat(refused("ecdsa", socket)).contains("refuses the login");
    }
    assertThat(refused("ecdsa", option)).contains("refuses the login");
    assertThat(sshd.notes()).isEmpty();
    Files.writeString(certificate, "nonsense");
    refused("ecdsa", option);
    assertThat(sshd.notes())
        .singleElement()
        .asString()
        .endsWith(certificate + " is no certificate");
  }

  @Test
  void saysThatNoSmartcardIsAsked() {
    assertThat(refused("ecdsa", "PKCS11Provider /lib/p11.so"))
        .contains(", and flocker does not honour PKCS11Provider; add its keys to the SSH agent:")
        .endsWith("ssh-add -s /lib/p11.so");
  }

  @Test
  void theNamedKeyIsOfferedFirst() throws Exception {
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(sshd.server(), 2);
    sshd.letIn(keys.resolve("locked"));
    try (Agent agent = agent("other", "ecdsa", "rsa", "locked")) {
      connects("locked", "IdentityAgent " + agent.socket());
      assertThat(refused("none", "IdentityAgent " + agent.socket()))
          .isEqualTo(
              "n1: it ends the connection at the login as ann, with 4 keys to try; name the right one:"
                  + " IdentityFile and IdentitiesOnly yes in the SSH configuration");
    }
  }

  @Test
  void theAgentSignsByWhatTheServerWants() throws Exception {
    sshd.letIn(keys.resolve("rsa"));
    sshd.server()
        .setSignatureFactories(List.of(BuiltinSignatures.rsaSHA256, BuiltinSignatures.nistp256));
    try (Agent agent = agent("rsa")) {
      String socket = "IdentityAgent " + agent.socket();
      connects("none", socket);
      assertThat(refused("none", socket, "PubkeyAcceptedAlgorithms rsa-sha2-512"))
          .contains("refuses the login");
      connects("none", socket, "PubkeyAcceptedAlgorithms rsa-sha2-256");
    }
  }

  private Agent agent(String... names) throws Exception {
    Agent agent = new Agent(folder.resolve("agent-" + names[0]));
    for (String name : names) {
      agent.add(keys.resolve(name));
    }
    return agent;
  }

  private Path file(String name, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
    return file;
  }

  private void connects(String key, String... options) throws IOException {
    assertThat(Sshd.echo(sshd.connect(keys.resolve(key), options))).as(key).isEqualTo("hello");
  }

  private String refused(String key, String... options) {
    Throwable thrown = catchThrowable(() -> sshd.connect(keys.resolve(key), options).close());
    assertThat(thrown).isInstanceOf(NodeTrouble.Unreachable.class);
    return thrown.getMessage();
  }
}

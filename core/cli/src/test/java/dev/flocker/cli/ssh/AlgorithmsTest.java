package dev.flocker.cli.ssh;

import static org.apache.sshd.common.kex.KexProposalOption.ALGORITHMS;
import static org.apache.sshd.common.kex.KexProposalOption.C2SENC;
import static org.apache.sshd.common.kex.KexProposalOption.C2SMAC;
import static org.apache.sshd.common.kex.KexProposalOption.S2CENC;
import static org.apache.sshd.common.kex.KexProposalOption.SERVERKEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is spoken with a server, by the configuration of OpenSSH. */
@Timeout(60)
@SuppressWarnings("deprecation") // which is what is tested
class AlgorithmsTest {

  @TempDir static Path keys;
  private static KeyPair hostKey;
  private static Path login;

  @TempDir Path folder;
  private final Map<KexProposalOption, String> spoken = new EnumMap<>(KexProposalOption.class);
  private Sshd sshd;

  @BeforeAll
  static void keyPairs() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    hostKey = generator.generateKeyPair();
    login = keys.resolve("login");
    Ran.key(login, "ecdsa", "");
  }

  @BeforeEach
  void start() throws IOException {
    sshd = new Sshd(folder, hostKey);
    sshd.letIn(login);
    sshd.server()
        .addSessionListener(
            new SessionListener() {
              @Override
              public void sessionEvent(Session session, Event event) {
                if (event == Event.KeyEstablished) {
                  spoken.putAll(session.getKexNegotiationResult());
                }
              }
            });
  }

  @AfterEach
  void stop() throws IOException {
    sshd.close();
  }

  @Test
  void whatOpenSshRefusesIsSpokenOnlyWhereItsUserSaysSo() throws Exception {
    refused(s -> s.setCipherFactories(List.of(BuiltinCiphers.tripledescbc)), "Ciphers +3des-cbc");
    refused(s -> s.setMacFactories(List.of(BuiltinMacs.hmacmd5)), "MACs +hmac-md5");
    refused(
        s ->
            s.setKeyExchangeFactories(List.of(ServerBuilder.DH2KEX.apply(BuiltinDHFactories.dhg1))),
        "KexAlgorithms +diffie-hellman-group1-sha1");
    refused(
        s -> s.setSignatureFactories(List.of(BuiltinSignatures.rsa, BuiltinSignatures.nistp256)),
        "HostKeyAlgorithms +ssh-rsa");
  }

  @Test
  void whatOpenSshLacksIsNeverSpoken() {
    sshd.server().setCipherFactories(List.of(BuiltinCiphers.arcfour128));
    assertThat(refused()).contains("has none of the Ciphers that are allowed here, but arcfour128");
  }

  @Test
  void whatIsLackingHereIsTold() {
    sshd.server().setCipherFactories(List.of(BuiltinCiphers.cc20p1305_openssh));
    assertThat(refused())
        .startsWith(
            "n1: it has none of the Ciphers that are allowed here, but"
                + " chacha20-poly1305@openssh.com; let its sshd offer one of these as well: aes128")
        .contains(",aes256-gcm@openssh.com");
    assertThat(refused("Ciphers chacha20-poly1305@openssh.com"))
        .contains("the SSH configuration allows no Ciphers that flocker has");
  }

  @Test
  void theUsersChoiceIsObeyed() throws Exception {
    connect("Ciphers aes256-gcm@openssh.com");
    assertThat(spoken)
        .containsEntry(C2SENC, "aes256-gcm@openssh.com")
        .containsEntry(S2CENC, "aes256-gcm@openssh.com");
    connect("Ciphers -chacha*,aes*-ctr,aes128-gcm*");
    assertThat(spoken).containsEntry(C2SENC, "aes256-gcm@openssh.com");
    connect("Ciphers ^aes192-ctr", "MACs ^hmac-sha2-512");
    assertThat(spoken).containsEntry(C2SENC, "aes192-ctr").containsEntry(C2SMAC, "hmac-sha2-512");
    connect("KexAlgorithms ecdh-sha2-nistp384");
    assertThat(spoken).containsEntry(ALGORITHMS, "ecdh-sha2-nistp384");
    connect("HostKeyAlgorithms rsa-sha2-256");
    assertThat(spoken).containsEntry(SERVERKEYS, "rsa-sha2-256");
  }

  /** Refused as it is, spoken with the option, which the message names. */
  private void refused(Consumer<SshServer> setup, String option) throws Exception {
    stop();
    start();
    setup.accept(sshd.server());
    assertThat(refused()).as(option).startsWith("n1: it has none of the ").endsWith(option);
    connect(option);
  }

  private String refused(String... options) {
    Throwable thrown = catchThrowable(() -> sshd.connect(login, options).close());
    assertThat(thrown).isInstanceOf(NodeTrouble.Unreachable.class);
    return thrown.getMessage();
  }

  private void connect(String... options) throws IOException {
    assertThat(Sshd.echo(sshd.connect(login, options))).isEqualTo("hello");
  }
}

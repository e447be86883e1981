package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logging in to a server of this machine. */
@Timeout(60)
class DialTest extends SshdFixture {

  @Test
  void logsInWithKeysOfEachKind() throws Exception {
    for (String type : List.of("ecdsa", "rsa")) {
      letIn(type);
      assertThat(Sshd.echo(connect(type))).as(type).isEqualTo("hello");
      sshd.letNobodyIn();
    }
  }

  @Test
  void theLoginIsRefused() {
    refused(
        () -> connect("ecdsa"),
        "n1: it refuses the login as ann;"
            + " add your key to its authorized_keys: ssh-copy-id ann@n1");
  }

  @Test
  void nobodyListens() throws Exception {
    int port = sshd.server().getPort();
    sshd.close();
    refused(
        () -> sshd.connect(port, keys.resolve("ecdsa")),
        "n1: 127.0.0.1 port "
            + port
            + " refuses the connection; start sshd there, or correct ansible_port");
  }

  @Test
  void nobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      refused(
          () -> sshd.connect(port, keys.resolve("ecdsa"), "ConnectTimeout 1"),
          "n1: 127.0.0.1 port "
              + port
              + " does not answer within 1 s; look whether the node is up, or raise"
              + " ConnectTimeout");
    }
  }

  @Test
  void theNameIsNotKnown() {
    refused(
        () -> connect("ecdsa", "HostName no-such-host.invalid"),
        "n1: no address is known for no-such-host.invalid;"
            + " correct ansible_host, or the name in DNS");
  }

  @Test
  void theProxyEnds() throws Exception {
    letIn("ecdsa");
    assertThat(
            Sshd.echo(
                connect(
                    "ecdsa", "ProxyCommand bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & cat >&3'")))
        .isEqualTo("hello");
    refused(
        () -> connect("ecdsa", "ProxyCommand sh -c 'echo no such jump host >&2; exit 7'"),
        "n1: the way to it ended: no such jump host; try it by hand: ssh n1");
  }

  @Test
  void whatALoginShellPrintsIsPassedOver() throws Exception {
    letIn("ecdsa");
    sshd.server()
        .setCommandFactory(
            (channel, command) ->
                new LoginShell("echo Welcome to n1; echo; printf n1:; " + command));
    SshTarget target = sshd.target(sshd.server().getPort(), keys.resolve("ecdsa"));
    Payload payload =
        Ran.payload(folder.resolve("payload"), "one", "echo '" + Wire.MARKER + "'; exec cat");
    try (Shell shell = connect("ecdsa")) {
      Opening.Started started = new Opening(target, shell, name -> payload, false).open();
      assertThat(started.errors().text()).isEmpty();
      started.process().close();
    }
  }

  private void refused(ThrowingCallable connecting, String message) {
    assertThatThrownBy(connecting).isInstanceOf(NodeTrouble.Unreachable.class).hasMessage(message);
  }

  private Shell connect(String key, String... more) throws IOException {
    return sshd.connect(keys.resolve(key), more);
  }

  private void letIn(String key) throws IOException {
    sshd.letIn(keys.resolve(key));
  }
}

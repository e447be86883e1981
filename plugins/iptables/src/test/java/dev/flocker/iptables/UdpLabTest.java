package dev.flocker.iptables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.value.Port;
import dev.flocker.api.value.Protocol;
import dev.flocker.testkit.SshHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A route of UDP, to a container that answers with its node's name and what it was sent. */
class UdpLabTest extends TwoNodes {

  private static final Port UDP = new Port(18053, Protocol.UDP);

  /** Answers whatever comes; needs nothing but Perl itself, as modules are not in the image. */
  private static final String ECHO =
      "socket(S,2,2,17);bind(S,pack(q(Sna4x8),2,53,pack(q(N),0)));"
          + "while(defined($a=recv(S,$d,2000,0))){send(S,$ENV{NODE}.q(:).$d,0,$a)}";

  /** Asks once, and hears the one it asked alone; prints nothing if that is silent for a while. */
  private static final String ASK =
      "socket(S,2,2,17);connect(S,pack(q(SnC4x8),2,18053,split(/[.]/,$ARGV[0])));send(S,q(x),0);"
          + "alarm(2);recv(S,$d,2000,0);print($d)";

  /** Programs and libraries of the node, which the image lacks. */
  private static final String PERL =
      " -v /usr:/usr:ro -v /usr/lib:/lib:ro -v /usr/lib64:/lib64:ro routes:1 /usr/bin/perl -e '";

  @Override
  Port port() {
    return UDP;
  }

  @Override
  void start(SshHost node) {
    stop(node);
    String name = node == holder ? "holder" : "other";
    sh(
        node,
        "docker run -d --init --restart always --name routes -e NODE="
            + name
            + " -p 18053:53/udp"
            + PERL
            + ECHO
            + "'");
  }

  @Override
  void turn(SshHost node, List<String> targets, List<Source> sources) {
    RouteState state = RouteState.open(UDP, targets, sources);
    turn(node, targets.isEmpty() ? state.at(address(node)) : state);
  }

  private static String ask(SshHost node, String to) {
    return sh(node, "perl -e '" + ASK + "' " + to + " || true");
  }

  private static String askFromContainer(SshHost node, String to) {
    return sh(node, "docker run --rm" + PERL + ASK + "' " + to + " || true");
  }

  @Test
  void reachesTheContainerFromEverywhere() {
    lead(List.of());
    for (String to : List.of(holderAddress, otherAddress)) {
      try (Client client = new Client(to)) {
        assertThat(client.ask()).isEqualTo("holder");
      }
    }
    for (SshHost node : List.of(holder, other)) {
      for (String to : List.of("127.0.0.1", holderAddress, otherAddress)) {
        assertThat(ask(node, to)).as("%s from the node", to).isEqualTo("holder:x");
      }
      for (String to : List.of("172.17.0.1", holderAddress, otherAddress)) {
        assertThat(askFromContainer(node, to)).as("%s from a container", to).isEqualTo("holder:x");
      }
    }
  }

  @Test
  void refusesThoseWhoMayNot() {
    lead(sources(holderAddress, otherAddress));
    for (String to : List.of(holderAddress, otherAddress)) {
      try (Client client = new Client(to)) {
        assertThat(client.ask()).as("from outside by %s", to).isEqualTo("refused");
      }
    }
    for (SshHost node : List.of(holder, other)) {
      assertThat(ask(node, "127.0.0.1")).isEqualTo("holder:x");
      assertThat(ask(node, otherAddress)).isEqualTo("holder:x");
    }
    lead(sources(holderAddress, otherAddress, us(other)));
    try (Client client = new Client(otherAddress)) {
      assertThat(client.ask()).isEqualTo("holder");
    }
  }

  /** Neither pauses, and both go on from the port that they had. */
  @Test
  void clientsThatGoOnSendingAreLedToTheNewPlaceAndBack() {
    lead(List.of());
    try (Client near = new Client(holderAddress);
        Client far = new Client(otherAddress)) {
      assertThat(near.ask()).isEqualTo("holder");
      assertThat(far.ask()).isEqualTo("holder");
      stop(holder);
      start(other);
      turn(other, List.of(), List.of());
      turn(holder, List.of(otherAddress), List.of());
      assertThat(near.askUntilAnswered()).isEqualTo("other");
      assertThat(far.askUntilAnswered()).isEqualTo("other");
      stop(other);
      start(holder);
      turn(holder, List.of(), List.of());
      turn(other, List.of(holderAddress), List.of());
      assertThat(near.askUntilAnswered()).isEqualTo("holder");
      assertThat(far.askUntilAnswered()).isEqualTo("holder");
    }
  }

  @Test
  void whatIsSentWhileTheContainerMovesGoesOn() {
    lead(List.of());
    try (Client near = new Client(holderAddress);
        Client far = new Client(otherAddress)) {
      assertThat(near.ask()).isEqualTo("holder");
      assertThat(far.ask()).isEqualTo("holder");
      half.hold(ref(), observed(holder).orElseThrow().state(), Duration.ofMinutes(1), holder);
      stop(holder);
      for (int i = 0; i < 5; i++) {
        near.send();
        far.send();
        holder.pause(Duration.ofMillis(100));
      }
      start(other);
      turn(other, List.of(), List.of());
      turn(holder, List.of(otherAddress), List.of());
      half.release(ref(), holder);
      assertThat(near.answers()).hasSize(5).containsOnly("other");
      // Docker forgets the flows of a port when it publishes that, so the answers get lost there.
      assertThat(far.askUntilAnswered()).isEqualTo("other");
    }
    assertThat(saved(holder)).doesNotContain("flocker-hold");
    assertThat(sh(holder, "ls /sys/class/net")).doesNotContain("flk");
  }

  @Test
  void leavesNothingBehind() {
    String before = saved(other);
    lead(List.of());
    assertThat(saved(other)).contains("CT --zone-orig");
    remove(other, observed(other).orElseThrow().state());
    assertThat(saved(other).lines().filter(l -> l.contains("FLOCKER"))).isEmpty();
    assertThat(before.lines().filter(l -> l.contains("FLOCKER"))).isEmpty();
  }

  /** This machine, from one port. */
  private static final class Client implements AutoCloseable {

    private final DatagramSocket socket;

    Client(String to) {
      try {
        socket = new DatagramSocket();
        socket.connect(InetAddress.getByName(to), UDP.number());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void send() {
      try {
        socket.send(new DatagramPacket("x".getBytes(UTF_8), 1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Who answers; {@code refused} or {@code silence} if nobody does within a second. */
    private String answer() {
      byte[] answer = new byte[100];
      DatagramPacket packet = new DatagramPacket(answer, answer.length);
      try {
        socket.setSoTimeout(1000);
        socket.receive(packet);
        return new String(answer, 0, packet.getLength(), UTF_8).replaceFirst(":.*", "");
      } catch (PortUnreachableException e) {
        return "refused";
      } catch (SocketTimeoutException e) {
        return "silence";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String ask() {
      send();
      return answer();
    }

    /** Until what takes Docker and Perl a moment is there. */
    String askUntilAnswered() {
      String answer = ask();
      for (int i = 0; i < 10 && (answer.equals("silence") || answer.equals("refused")); i++) {
        answer = ask();
      }
      return answer;
    }

    /** All that come, until none comes for a second. */
    List<String> answers() {
      List<String> answers = new ArrayList<>();
      for (String next = answer(); !next.equals("silence"); next = answer()) {
        answers.add(next);
      }
      return answers;
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}

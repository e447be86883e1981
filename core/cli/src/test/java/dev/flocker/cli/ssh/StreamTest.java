package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flocker.api.node.Progress;
import dev.flocker.cli.session.NodeSession.Channel;
import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that does not arrive: because an end fails, or because one is lost. */
@Timeout(60)
class StreamTest {

  private FakeNode source;
  private FakeNode target;
  private AgentSession from;
  private AgentSession to;

  @BeforeEach
  void connect() throws IOException {
    source = new FakeNode("n1");
    target = new FakeNode("n2");
    from = source.session();
    to = target.session();
  }

  @AfterEach
  void close() {
    from.close();
    to.close();
  }

  private <T extends NodeTrouble> T sending(Class<T> kind) {
    return catchThrowableOfType(
        kind, () -> from.connect(to, List.of("receive")).send(List.of("send"), Progress.NONE));
  }

  @Test
  void arrives() {
    try (Channel channel = from.connect(to, List.of("receive"))) {
      channel.send(List.of("send"), Progress.NONE);
      assertThat(channel.relayed()).isEmpty();
    }
  }

  @Test
  void goesWhereOtherNodesFindTheTarget() throws IOException {
    Map<String, String> variables = Map.of("flocker_address", "10.9.9.9", "flocker_port", "2200");
    FakeNode apart = new FakeNode("n3");
    try (AgentSession session = apart.session(variables);
        Channel channel = from.connect(session, List.of("receive"))) {
      assertThat(channel.relayed()).isEmpty();
    }
    assertThat(source.asked())
        .anyMatch(q -> q.contains("arm") && q.contains("10.9.9.9") && q.contains("2200"));
  }

  /** A line end in what the source offers would be a line of its own in authorized_keys. */
  @Test
  void putsNothingButAKeyOnTheTarget() {
    source.keys(FakeNode.KEY.replace(" A", " A\nssh-ed25519\tA"), FakeNode.KEY);
    assertThat(sending(NodeTrouble.StepFailed.class)).hasMessageStartingWith("n1: it says as its");
    assertThat(target.asked()).noneMatch(q -> q.contains("accept"));
  }

  @Test
  void putsNothingButKeysOnTheSource() {
    target.keys(FakeNode.KEY, FakeNode.KEY + "\n* " + FakeNode.KEY);
    assertThat(sending(NodeTrouble.StepFailed.class)).hasMessageStartingWith("n2: it says as its");
    assertThat(source.asked()).noneMatch(q -> q.contains("arm"));
  }

  @Test
  void isRelayedWhereTheNodesDoNotReachEachOther() {
    source.failing("arm");
    try (Channel channel = from.connect(to, List.of("receive"))) {
      channel.send(List.of("send"), Progress.NONE);
      assertThat(channel.relayed()).contains("n1 does not reach n2");
    }
  }

  @Test
  void isRelayedWhereTheTargetLetsNothingInAndSaysWhy() {
    target.shut("writing authorized_keys: permission denied");
    try (Channel channel = from.connect(to, List.of("receive"))) {
      channel.send(List.of("send"), Progress.NONE);
      assertThat(channel.relayed())
          .contains("n2 cannot let it in (writing authorized_keys: permission denied)");
    }
  }

  @Test
  void isNotRelayedToANodeThatIsLost() {
    source.failing("arm");
    target.cutOffAt("accept");
    NodeTrouble why =
        catchThrowableOfType(
            NodeTrouble.Unreachable.class, () -> from.connect(to, List.of("receive")));
    assertThat(why).hasMessageStartingWith("n2: it does not answer any more; run again");
  }

  @Test
  void failsWhereItFailed() {
    source.failing("send");
    assertThat(sending(NodeTrouble.StepFailed.class)).hasMessage("n1: send: it is broken");
    source.failing("");
    target.failing("received");
    assertThat(sending(NodeTrouble.StepFailed.class)).hasMessage("n2: received: it is broken");
  }

  /** The source's ssh may notice before the controller does. */
  @Test
  void namesTheTargetThatIsLostRatherThanTheSourceThatNotices() {
    source.failing("send");
    target.cutOffAt("accept");
    Channel channel = from.connect(to, List.of("receive"));
    NodeTrouble why =
        catchThrowableOfType(
            NodeTrouble.Unreachable.class, () -> channel.send(List.of("send"), Progress.NONE));
    assertThat(why).hasMessageStartingWith("n2: it does not answer any more; run again");
  }
}

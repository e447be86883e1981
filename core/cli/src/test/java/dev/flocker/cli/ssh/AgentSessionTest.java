package dev.flocker.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.cli.session.NodeTrouble;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentSessionTest {

  /** Or else the silence of the node would be noticed half a minute later. */
  @Test
  void endsItsConversationIfTheNodeDoesNotGreet() throws IOException {
    FakeNode node = new FakeNode("n1");
    node.failing("hello");
    assertThatThrownBy(node::session).isInstanceOf(NodeTrouble.StepFailed.class);
    assertThat(node.closed()).isTrue();
  }
}

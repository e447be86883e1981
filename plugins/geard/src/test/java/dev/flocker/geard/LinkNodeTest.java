package dev.flocker.geard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Progress;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Name;
import dev.flocker.api.value.Port;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkNodeTest {

  private static final Path FILE = Path.of("/var/lib/flocker/links/web");
  private static final LinkState DB = state(5432, "10.77.0.18", 15432);
  private static final LinkState CACHE = state(6379, "10.77.0.18", 21007);

  private final FakeHost host = new FakeHost();
  private final LinkNode node = new LinkNode();

  LinkNodeTest() {
    host.on(LinkScript.now(FILE)).prints("");
  }

  private static LinkState state(int local, String address, int port) {
    return new LinkState(
        new Name("web"), new Port(local), address, new Port(port), Optional.empty(), true);
  }

  private static Ref ref(LinkState state) {
    return new Ref("link", state.name());
  }

  private void create(LinkState state) {
    node.apply(new Change.Create<>(ref(state), "shop", state), host, Progress.NONE);
  }

  private void remove(LinkState state) {
    node.apply(new Change.Remove<>(ref(state), "shop", state, "", false), host, Progress.NONE);
  }

  private List<Observed<LinkState>> observe(String output) {
    host.on(LinkRules.look(List.of("web"))).prints(output);
    return node.observe(new Scope("shop", Set.of()), host);
  }

  @Test
  void keepsAllLinksOfAContainerInOneScript() {
    create(CACHE);
    create(DB);

    assertThat(observe("")).extracting(Observed::state).containsExactly(DB, CACHE);
    assertThat(host.ran()).contains(LinkScript.now(FILE));
  }

  @Test
  void removesTheScriptWithTheLastLink() {
    create(CACHE);
    create(DB);
    remove(CACHE);
    assertThat(observe("")).extracting(Observed::state).containsExactly(DB);
    remove(DB);
    remove(DB);

    assertThat(host.files()).isEmpty();
  }

  @Test
  void noticesARunningContainerWithoutTheRules() {
    create(DB);
    create(CACHE);

    assertThat(observe(Samples.read("look.txt")))
        .extracting(o -> o.state().inForce())
        .containsExactly(true, false);
  }

  @Test
  void writesAnewWhatAnEarlierVersionWrote() {
    create(DB);
    host.write(FILE, host.files().get(FILE).replace("set -eu", "set -e"), 0644);

    assertThat(observe("").getFirst().state().inForce()).isFalse();
  }

  @Test
  void looksAtOtherProjectsOnlyWhenAskedTo() {
    create(DB);
    host.on(LinkRules.look(List.of("web"))).prints("");

    assertThat(node.observe(new Scope("blog", Set.of()), host)).isEmpty();
    assertThat(node.observe(Scope.EVERYTHING, host)).hasSize(1);
  }

  @Test
  void saysWhatToDoAboutAnAddressThatNoRuleTakes() {
    assertThatThrownBy(() -> create(state(5432, "n1.example", 15432)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("set flocker_address");
  }
}

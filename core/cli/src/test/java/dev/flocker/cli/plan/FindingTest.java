package dev.flocker.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingTest {

  private record Nothing() {}

  private static Sight sight(String node, String project, String version) {
    Ref web = new Ref("app", "web");
    Optional<String> of = Optional.of(project);
    return new Sight(web, node, "fake", of, new Nothing(), true, version, Optional.empty());
  }

  private static Finding among(Sight... sights) {
    Sights all =
        new Sights(List.of(sights), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    return new Finding(all, s -> true, "there is none");
  }

  /** It may show one as often as it likes. */
  @Test
  void findsOneOnEachNodeWhateverThatShows() {
    Finding finding =
        among(sight("n1", "shop", "1"), sight("n1", "shop", "2"), sight("n2", "shop", "1"));
    assertThat(finding.named("web")).extracting(Sight::node).containsExactly("n1", "n2");
    assertThat(finding.named("shop/web", Optional.of("n2"))).hasSize(1);
  }

  @Test
  void asksWhichOfSeveralProjects() {
    Finding finding = among(sight("n1", "shop", "1"), sight("n1", "blog", "1"));
    assertThatThrownBy(() -> finding.named("web")).hasMessageContaining("blog/web, shop/web");
    assertThat(finding.named("blog/web")).hasSize(1);
    assertThatThrownBy(() -> finding.named("wep")).hasMessageContaining("none shows wep");
  }
}

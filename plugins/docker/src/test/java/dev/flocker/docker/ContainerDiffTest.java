package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.Diff;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes a container another one, and as which image it arrives at another node. */
class ContainerDiffTest extends DeclaredContainer {

  @Test
  void onlyLimitsRestartAndHealthChangeInPlace() {
    ContainerState have = desired("", topology());
    assertThat(type.diff(desired(", \"memory\": \"64M\"", topology()), have).kind())
        .isEqualTo(Diff.Kind.IN_PLACE);
    assertThat(type.diff(desired(", \"restart\": \"never\"", topology()), have).kind())
        .isEqualTo(Diff.Kind.IN_PLACE);
    String once = ", \"restart\": \"never\", \"health\": {\"completed\": true}";
    assertThat(type.diff(desired(once, topology()), have).kind())
        .as("one that is meant to end is another one")
        .isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(desired(", \"cpu_shares\": 1024", topology()), have)).isEqualTo(Diff.NONE);
    assertThat(type.diff(have, desired(", \"memory\": \"64M\"", topology())).kind())
        .isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(desired(", \"image\": \"web:2\"", topology()), have).kind())
        .isEqualTo(Diff.Kind.REPLACE);
    Diff health = type.diff(desired(", \"health\": {\"tcp\": 80}", topology()), have);
    assertThat(health.kind()).isEqualTo(Diff.Kind.IN_PLACE);
    assertThat(health.changes()).containsExactly(new Diff.Change("health", "", "{tcp: 80}"));
  }

  @Test
  void aChangedVariableShowsNoValue() {
    Diff diff =
        type.diff(
            desired(", \"environment\": {\"PW\": \"geheim\"}", topology()),
            desired(", \"environment\": {\"PW\": \"alt\"}", topology()));

    assertThat(diff.kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(diff.toString()).contains("PW").doesNotContain("geheim").doesNotContain("alt");
  }

  @Test
  void anotherBuildUnderTheSameTagIsAnotherImage() {
    ContainerState want =
        desired(", \"image\": \"flocker-test:empty\", \"archive\": \"saved.tar\"", topology());
    assertThat(want.imageIds()).hasSize(1);
    ContainerState same = desired(", \"image\": \"flocker-test:empty\"", topology());
    assertThat(type.diff(want, same).kind()).isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(same, want)).isEqualTo(Diff.NONE);
  }

  @Test
  void aPortOfLinksIsPublishedOnTheNodesAddressIfTheNodeHasIt() {
    String trie = "+-- 0.0.0.0/0 3 0 5\n     |-- 10.0.0.11\n        /32 host LOCAL\n";
    ContainerState chosen = publishing("10.0.0.11", true);
    ContainerState made = publishing("10.0.0.11", false);
    assertThat(chosen.publishable(Addresses.parse(trie))).isEqualTo(chosen);
    ContainerState open = publishing("", false);
    assertThat(chosen.publishable(Addresses.parse(""))).as("behind NAT").isEqualTo(open);
    assertThat(type.diff(chosen, made)).isEqualTo(Diff.NONE);
    assertThat(type.diff(chosen, open)).as("one made before").isEqualTo(Diff.NONE);
    assertThat(type.diff(chosen, publishing("10.0.0.12", false)).kind())
        .isEqualTo(Diff.Kind.REPLACE);
    assertThat(type.diff(open, made).kind()).as("declared now").isEqualTo(Diff.Kind.REPLACE);
    assertThat(DockerCommands.create("web", WEB, "shop", chosen, Path.of("/f")))
        .contains("10.0.0.11:20080:80");
  }

  private ContainerState publishing(String address, boolean orEverywhere) {
    Map<String, Object> state = new TreeMap<>(type.state().encode(DockerCommandsTest.PLAIN));
    Map<String, Object> port = new TreeMap<>(Map.of("internal", "80", "external", "20080"));
    port.put("or_everywhere", orEverywhere);
    if (!address.isEmpty()) {
      port.put("address", address);
    }
    state.put("ports", List.of(port));
    return type.state().decode(state);
  }

  @Test
  void movesAsTheImageThatRuns() {
    ContainerState there = DockerCommandsTest.PLAIN.madeFrom(List.of("sha256:1"));
    assertThat(type.arriving(DockerCommandsTest.PLAIN, there).imageIds())
        .containsExactly("sha256:1");
    assertThat(type.arriving(DockerCommandsTest.FULL, DockerCommandsTest.FULL).imageIds())
        .isEmpty();
  }

  @Test
  void movesAsTheImageThatRunsAlsoWhereItsTagMeansAnotherOneNow() {
    ContainerState want = DockerCommandsTest.PLAIN;
    ContainerState there = named(want.image() + "@sha256:1");
    ContainerState other = named("other:1@sha256:1");

    assertThat(type.arriving(want, there).imageIds()).containsExactly("sha256:1");
    assertThat(type.arriving(want, other).imageIds()).as("made from another tag").isEmpty();
    assertThat(type.diff(want, there).kind()).as("where it stays").isEqualTo(Diff.Kind.REPLACE);
  }

  private ContainerState named(String image) {
    ContainerState made = DockerCommandsTest.PLAIN.madeFrom(List.of("sha256:1"));
    Map<String, Object> state = new TreeMap<>(type.state().encode(made));
    state.put("image", image);
    return type.state().decode(state);
  }

  /** As a job does; but not what is asked, or serves somebody. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`, \"restart\": \"never\"`, true",
        "`, \"restart\": \"never\", \"health\": {\"timeout\": \"5m\"}`, true",
        "`, \"restart\": \"never\", \"ports\": [{\"internal\": 80}]`, true",
        "`, \"restart\": \"never\", \"ports\": [{\"internal\": 80, \"external\": 80}]`, false",
        "`, \"restart\": \"never\", \"health\": {\"tcp\": 80}`, false",
        "`, \"restart\": \"on-failure\"`, false",
        "``, false"
      })
  void mayEndIfNobodyStartsItAgain(String keys, boolean mayEnd) {
    assertThat(desired(keys, topology()).mayEnd()).isEqualTo(mayEnd);
    ContainerState have = desired("", topology());
    assertThat(desired(keys, topology()).comparableTo(have).mayEnd())
        .as("is seen of none")
        .isFalse();
  }
}

package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.schema.Schema;
import dev.flocker.docker.option.Options;
import dev.flocker.docker.option.Platform;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private static final String ID = "sha256:" + "ab".repeat(32);

  private static final List<String> PULL = DockerCommands.pull("web:1", Optional.empty());

  private final FakeHost host = new FakeHost();

  private static ContainerState want(String pull) {
    return Schema.of(ContainerState.class)
        .decode(Map.of("image", "web:1", "pull", pull, "stop_timeout", "10s"));
  }

  private void here(boolean here) {
    FakeHost.Answers look = host.on(DockerCommands.imageId("web:1"));
    if (here) {
      look.prints(ID + "\n");
    } else {
      look.ends(1, "\n", "Error: No such image: web:1");
    }
    host.on(PULL).prints("web:1\n");
  }

  private void bring(ContainerState want) {
    new Images(host).bring(want, Progress.NONE);
  }

  @Test
  void whatIsMissingIsPulled() {
    here(false);
    bring(want("missing"));
    assertThat(host.ran()).contains(PULL);
  }

  @Test
  void whatIsThereIsPulledIfAlwaysIsSaid() {
    here(true);
    bring(want("missing"));
    assertThat(host.ran()).doesNotContain(PULL);
    bring(want("always"));
    assertThat(host.ran()).contains(PULL);
  }

  @Test
  void whatIsThereForAnotherPlatformIsPulled() {
    Platform arm = Platform.parse("linux/arm64");
    ContainerState plain = want("missing");
    ContainerState want = plain.with(plain.options().with(Options.PLATFORM.key(), arm));
    List<String> pull = DockerCommands.pull("web:1", Optional.of(arm));
    assertThat(pull).contains("--platform", "linux/arm64");
    here(true);
    host.on(DockerCommands.platformOf("web:1")).prints("linux/amd64/\n").prints("linux/arm64/v8\n");
    host.on(pull).prints("web:1\n");
    bring(want);
    assertThat(host.ran()).containsOnlyOnce(pull);
    bring(want);
    assertThat(host.ran()).as("it is there now").containsOnlyOnce(pull);
    bring(want.madeFrom(List.of(ID)));
    assertThat(host.ran()).as("the very image").containsOnlyOnce(pull);
  }

  @Test
  void whatMovesIsTheVeryImageThatRan() {
    here(true);
    bring(want("always").madeFrom(List.of(ID)));
    assertThat(host.ran()).doesNotContain(PULL);
  }

  @Test
  void whatIsMissingAndMustNotBePulledIsTold() {
    here(false);
    assertThatThrownBy(() -> bring(want("never")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("image web:1: is not here, and \"pull\" says never");
    assertThat(host.ran()).doesNotContain(PULL);
  }
}

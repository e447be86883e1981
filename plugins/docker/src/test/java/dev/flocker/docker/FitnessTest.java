package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.NodeHalf;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitnessTest {

  private static final Ref WEB = new Ref("container", "web");

  private final FakeHost host = new FakeHost();
  private final Fitness fitness = new Fitness(WEB, host);

  @ParameterizedTest
  @CsvSource({"x86_64, amd64", "amd64, x86_64", "aarch64, arm64", "386, x86_64", "arm, aarch64"})
  void kernelsAndDockerCallTheSameProcessorByOtherNames(String made, String here) {
    host.on(ImageCommands.architectureOf("web:1")).prints(made + "\n");
    host.on(ImageCommands.architecture()).prints(here + "\n");

    assertThatCode(() -> fitness.requireProcessor("web:1")).doesNotThrowAnyException();
  }

  @Test
  void whatIsForAnotherProcessorIsRefused() {
    host.on(ImageCommands.architectureOf("web:1")).prints("aarch64\n");
    host.on(ImageCommands.architecture()).prints("amd64\n");

    assertThatThrownBy(() -> fitness.requireProcessor("web:1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is for arm64, and the node is amd64");
  }

  /** The image may name a user or a folder that only a volume brings. */
  @Test
  void aTrialNeedsNothingOfTheImageAndClearsFormerOnesAway() {
    host.on(ImageCommands.trials(WEB)).prints("77\n");
    host.on(DockerCommands.remove("77")).prints("77\n");
    host.on(ImageCommands.trial(WEB, "web:1")).ends(125, "", "OCI runtime create failed\n");

    assertThatThrownBy(() -> fitness.requireRuntime("web:1"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("OCI runtime create failed")
        .hasMessageContaining("docker run --rm --network none --user 0 --workdir / ")
        .hasMessageEndingWith("--entrypoint /flocker-trial web:1");
    assertThat(host.ran()).contains(DockerCommands.remove("77"));
  }

  @Test
  void aSnapOfDockersWouldNotSeeWhatAContainerHas() {
    host.write(Path.of("/snap/bin/docker"), "", 0755);
    ContainerState want = RecordedContainer.wanting(Map.of());

    assertThatThrownBy(() -> fitness.requirePlaces(want))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Docker is a snap here")
        .hasMessageContaining("snap remove docker");

    host.write(Path.of("/usr/bin/docker"), "", 0755);
    assertThatCode(() -> fitness.requirePlaces(want)).doesNotThrowAnyException();
  }

  @Test
  void doctorTellsASnapFromNoDocker() {
    DockerContainers docker = new DockerContainers();
    NodeHalf.Requirement need = docker.requirements().getFirst();
    assertThat(docker.remedies(need, host)).containsExactly("apt-get install docker.io");

    host.write(Path.of("/snap/bin/docker"), "", 0755);
    assertThat(docker.remedies(need, host)).contains("  snap remove docker");
  }
}

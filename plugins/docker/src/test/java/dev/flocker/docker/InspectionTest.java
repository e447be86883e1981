package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.api.value.Port;
import dev.flocker.api.value.Secret;
import dev.flocker.docker.ContainerState.BindMount;
import dev.flocker.docker.ContainerState.MountedFile;
import dev.flocker.docker.option.RestartPolicy;
import dev.flocker.testkit.FakeHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectionTest {

  private static final String FILES = "/var/lib/flocker/files/shop/web/1";
  private static final String SHA = "5e".repeat(32);

  private final FakeHost host = new FakeHost();
  private final Inspection inspection = Inspection.parse(Recorded.text("inspect.json")).getFirst();

  @BeforeEach
  void look() {
    host.on(ShippedFiles.look(FILES)).prints("f 640 0-0640\0\0\0" + SHA + "  ./0-0640\0");
  }

  @Test
  void readsWhatWasDeclared() {
    ContainerState state =
        inspection.state(Map.of("bb:1", inspection.image()), true, List.of(), false, host);

    assertThat(state.image()).isEqualTo("bb:1");
    assertThat(state.imageIds()).containsExactly(inspection.image());
    assertThat(Schema.of(ContainerState.class).encode(state))
        .containsEntry("entrypoint", List.of("/bin/sh", "-c"))
        .containsEntry("command", List.of("sleep 1000", "arg"))
        .containsEntry("user", "app")
        .containsEntry("working_dir", "/srv")
        .doesNotContainKeys("memory", "cpu_shares", "labels", "hostname");
    assertThat(state.environment()).isEqualTo(Map.of("B", new Secret("two words")));
    assertThat(state.volumes())
        .containsExactly(
            new BindMount(
                AbsolutePath.parse("/flocker/shop/data/data"),
                AbsolutePath.parse("/data"),
                false,
                Optional.empty(),
                Optional.empty()));
    assertThat(state.files())
        .containsExactly(
            new MountedFile(
                AbsolutePath.parse("/etc/app.conf"),
                FileMode.parse("0640"),
                new Secret(SHA),
                Optional.empty(),
                Optional.empty()));
    assertThat(state.ports())
        .containsExactly(
            new PublishedPort(new Port(80), new Port(8081), Optional.empty()),
            new PublishedPort(new Port(80), new Port(8082), Optional.empty()));
    assertThat(state.restart()).isEqualTo(RestartPolicy.parse("on-failure:3"));
    assertThat(state.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void noticesThatTheTagMeansAnotherImageNow() {
    assertThat(inspection.state(Map.of("bb:1", "sha256:ab"), true, List.of(), false, host).image())
        .isEqualTo("bb:1@" + inspection.image());
    assertThat(inspection.state(Map.of(), true, List.of(), false, host).image()).isEqualTo("bb:1");
  }

  @Test
  void readsHowItRuns() {
    assertThat(inspection.running()).isTrue();
    assertThat(inspection.pid()).isPositive();
    assertThat(inspection.address()).isEqualTo(Optional.of("172.17.0.2"));
    assertThat(inspection.stopSignal()).isEqualTo("SIGTERM");
    assertThat(inspection.dockersHealth()).isEmpty();
    assertThat(inspection.version()).startsWith(inspection.id());
  }

  @Test
  void oneThatIsMeantToEndIsDoneIfItEndedWell() {
    String ended = Recorded.text("inspect.json").replace("\"running\"", "\"exited\"");
    String once =
        ended.replace("\"flocker.project\"", "\"flocker.once\": \"true\", \"flocker.project\"");
    assertThat(first(ended).running()).isFalse();
    assertThat(first(once).running()).isTrue();
    assertThat(first(once.replace("\"ExitCode\": 0", "\"ExitCode\": 1")).running()).isFalse();
  }

  private static Inspection first(String json) {
    return Inspection.parse(json).getFirst();
  }
}

package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Diff;
import dev.flocker.api.node.Change;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Progress;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.Tree;
import dev.flocker.docker.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a container is made with: its options, places of its node, and volumes. */
class MountsLabTest extends ContainerLab {

  private static List<Object> mount() {
    return List.of(Map.of("directory", DATASET + "/data", "mountpoint", "/data"));
  }

  @Test
  void showsEveryOptionThatItWasMadeWith() {
    sh("mkdir -p /srv/flocker-lab && echo there > /srv/flocker-lab/a");
    ContainerState want =
        type.state()
            .decode(
                Tree.of(Json.parse(Recorded.text("every-option.json")).value()),
                "container",
                Set.of(),
                Sources.NONE,
                p -> assertThat(p).isNull());
    start(want);

    assertShows(want);
    assertThat(sh("docker exec lab-web sh -c 'hostname; cat /media/a; id -G'"))
        .isEqualTo("h\nthere\n0 5");
    // Of the first process: what "docker exec" starts may get the hard limit for its soft one, as
    // runc 1.1 sets the limits while Go, in the process that it begins as, raises them.
    assertThat(sh("docker exec lab-web cat /proc/1/limits"))
        .containsPattern("Max open files +1024 +2048 ");
    assertThat(sh("docker exec lab-web sh -c 'touch /media/b || touch /b || touch /t/c && echo t'"))
        .isEqualTo("t");
    assertThat(type.diff(want(), observed().orElseThrow().state()).kind())
        .isEqualTo(Diff.Kind.REPLACE);
  }

  @Test
  void doesNotComeWhereItsPlacesAreMissing() {
    ContainerState want =
        want("mounts", List.of(Map.of("source", "/srv/nothing", "target", "/media")));
    Change<ContainerState> change = new Change.Create<>(WEB, "lab", want);
    assertThatThrownBy(() -> half.foresee(change, host))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("/srv/nothing is not there");
    assertThatThrownBy(() -> half.prepare(change, host, Progress.NONE))
        .hasMessageContaining("mkdir -p /srv/nothing");
    assertThat(names()).isEmpty();
  }

  @Test
  void aNewVolumeTakesTheImagesFolder() {
    sh("mkdir -p " + DATASET + " && mount -t tmpfs none " + DATASET);
    sh("mkdir " + DATASET + "/data.new"); // of a run that died
    ContainerState want = want("volumes", mount());
    start(want);

    assertThat(sh("stat -c '%u %g %a' " + DATASET + "/data")).isEqualTo("1000 1000 750");
    assertThat(sh("cat " + DATASET + "/data/sub/file; ls " + DATASET)).isEqualTo("seeded\ndata");
    assertThat(sh("docker exec lab-web cat /data/sub/file")).isEqualTo("seeded");
    assertThat(names()).isEqualTo("lab-web");
    assertShows(want);
  }

  @Test
  void aVolumeAtAPathThatTheImageLacksIsEmpty() {
    sh("mkdir -p " + DATASET + " && mount -t tmpfs none " + DATASET);
    start(
        want(
            "volumes",
            List.of(Map.of("directory", DATASET + "/data", "mountpoint", "/nowhere/else"))));

    assertThat(sh("stat -c '%u %g %a' " + DATASET + "/data; ls " + DATASET + "/data"))
        .isEqualTo("0 0 755");
  }

  @Test
  void isCreatedBeforeItsVolumeArrives() {
    ContainerState want = want("volumes", mount());
    create(want);
    assertThat(sh("ls /flocker/lab 2>&1 || true")).contains("No such file");
    assertThatThrownBy(() -> half.resume(WEB, want, host)).isInstanceOf(Failure.class);

    sh(
        "mkdir -p "
            + DATASET
            + " && mount -t tmpfs none "
            + DATASET
            + " && mkdir "
            + DATASET
            + "/data");
    half.resume(WEB, want, host);
    assertShows(want);
  }

  @Test
  void aFolderThatARunLeftInAVolumesPlaceIsGone() {
    sh("mkdir -p " + DATASET + "/data"); // of a run that died while it created the container
    create(want("volumes", mount()));
    assertThat(sh("ls " + DATASET)).isEmpty();
    assertThatThrownBy(() -> half.resume(WEB, want("volumes", mount()), host))
        .as("nothing passes for its data")
        .isInstanceOf(Failure.class);
  }
}

package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import dev.flocker.api.value.AbsolutePath;
import dev.flocker.testkit.FakeHost;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StrangersTest extends RecordedContainer {

  @Test
  void startsNothingOnAVolumeThatAStrangerWritesTo() {
    String admin = "77\tadmin\t\t\t\tbb:1\n";
    String renamed = "77\tweb-other\tshop\tcontainer web\t\tbb:1\n";
    for (String source :
        List.of("/flocker/shop/books/data", "/flocker/shop/books", "/flocker/shop/books/data/x")) {
      for (String listed : List.of(admin, renamed)) {
        assertThatThrownBy(() -> startOnBooks(listed, mounting(source, true)))
            .isInstanceOf(Failure.class)
            .hasMessageContaining("has its volume mounted writable");
      }
    }
    startOnBooks(admin, mounting("/flocker/shop/books/data", false));
    startOnBooks(admin, mounting("/", true));
    startOnBooks(
        OWN + "77\tdb\tshop\tcontainer db\t\tbb:1\n", mounting("/flocker/shop/books", true));
  }

  @Test
  void asksDockerOnceAboutAllStrangers() {
    FakeHost node = new FakeHost();
    node.on(DockerCommands.running()).prints("66\tother\t\t\t\tbb:1\n77\tadmin\t\t\t\tbb:1\n");
    node.on(DockerCommands.inspect(List.of("66", "77")))
        .prints(
            mounting("/srv", true).replace("77", "66").replace("]}]", "]},")
                + mounting("/flocker/shop/logs/data", true).substring(1));
    List<ContainerState.BindMount> mounts =
        Stream.of("books", "logs")
            .map(v -> AbsolutePath.parse("/flocker/shop/" + v + "/data"))
            .map(p -> new ContainerState.BindMount(p, p, false, Optional.empty(), Optional.empty()))
            .toList();

    assertThatThrownBy(() -> new Strangers(WEB, node).refuse(mounts))
        .hasMessageContaining("the container admin runs");
    assertThat(node.ran()).hasSize(2);
  }

  private static void startOnBooks(String listed, String inspected) {
    FakeHost node = new FakeHost();
    node.on(DockerCommands.running()).prints(listed);
    node.on(DockerCommands.inspect(List.of("77"))).prints(inspected);
    AbsolutePath books = AbsolutePath.parse("/flocker/shop/books/data");
    new Strangers(WEB, node)
        .refuse(
            List.of(
                new ContainerState.BindMount(
                    books,
                    AbsolutePath.parse("/data"),
                    false,
                    Optional.empty(),
                    Optional.empty())));
  }

  private static String mounting(String source, boolean writable) {
    return "[{\"Id\":\"77\",\"State\":{\"Pid\":7},\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"%s\",\"RW\":%s}]}]"
        .formatted(source, writable);
  }
}

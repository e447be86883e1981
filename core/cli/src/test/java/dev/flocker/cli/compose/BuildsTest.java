package dev.flocker.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How images are built. */
class BuildsTest {

  @TempDir Path folder;
  private Composing compose;

  @BeforeEach
  void begin() {
    compose = new Composing(folder);
  }

  @Test
  void buildsAnImageOrNamesOne() {
    compose.set("VERSION", "3");
    compose.file(
        """
        services:
          a1: {build: ./a}
          b1: {build: {context: ., args: [A=b, VERSION, UNSET], target: t, shm_size: 1gb}, image: b}
          c1: {hostname: c}
        """);
    assertThat(compose.container("a1")).startsWith("name: a1\nbuild:\n  context: a");
    assertThat(compose.key("b1", "image")).isEqualTo("b");
    assertThat(compose.key("b1", "build").lines().map(String::strip))
        .containsExactly(
            "context: .", "args:", "A: b", "VERSION: \"3\"", "target: t", "shm_size: \"1G\"");
    assertThat(compose.problems())
        .containsExactly(
            "compose.yaml:4:7: service c1: has neither an image nor a build; name an image");
    assertThat(compose.notes()).isEmpty();
  }

  @Test
  void saysWhatOfABuildIsNotTakenOver() {
    compose.file(
        """
        services:
          a1: {build: {context: a, no_cache: true, x-own: 1, cache_from: [b], secrets: [c], odd: 1}}
          b1: {build: "https://example.com/app.git#main"}
        """);
    compose.resources();
    assertThat(compose.notes())
        .extracting(n -> n.replaceFirst(".*?: ", ""))
        .containsExactly(
            "service a1: build: cache_from is not taken over: Docker's own cache on the node is"
                + " used",
            "service a1: build: secrets is not taken over: a build gets no secrets");
    assertThat(compose.problems())
        .extracting(p -> p.replaceFirst(".*?: ", ""))
        .containsExactly(
            "service a1: build: Compose has no key \"odd\"; remove it",
            "service b1: build: https://example.com/app.git#main is not a folder of this machine;"
                + " clone it, and name that folder");
  }
}

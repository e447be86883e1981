package dev.flocker.docker;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.node.Failure;
import dev.flocker.testkit.FakeHost;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that another node sent; what that says of it is a stranger's word. */
class HandedTest {

  private static final String ID = "sha256:" + "ab".repeat(32);
  private static final String NAMELESS = "[{\"Config\":\"ab.json\",\"RepoTags\":null}]";

  private final FakeHost host = new FakeHost();
  private final Handed pinned = new Handed("web:1", ID);
  private Path file;

  @BeforeEach
  void arrive() {
    List<String> keep = pinned.keep(host);
    file = Path.of(keep.get(4), keep.get(5));
    host.on(ImageCommands.load(file)).prints("Loaded image ID: " + ID + "\n");
    holds(host, "ab.json\nlayer.tar\nmanifest.json\n", NAMELESS);
  }

  private FakeHost holds(FakeHost node, String list, String manifest) {
    String lines =
        list.lines().map("-rw-r--r-- 0/0 12 2026-11-29 17:00 %s\n"::formatted).collect(joining());
    node.on("tar", "--list", "--verbose", "--numeric-owner", "--file", file.toString())
        .prints(lines.replace("- ->", "l"));
    node.on("tar", "--extract", "--to-stdout", "--file", file.toString(), "manifest.json")
        .prints(manifest);
    return node.file(file.toString(), "layers");
  }

  @Test
  void isLoadedOnceAndLeavesNothing() {
    assertThat(pinned.load(host)).contains(ID);
    assertThat(host.files()).isEmpty();
    assertThat(pinned.load(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"Config\":\"ab.json\",\"RepoTags\":[\"postgres:15\"]}]",
        "[{\"Config\":\"ab.json\",\"repotags\":[\"postgres:15\"]}]",
        "[{\"Config\":\"ab.json\"},{\"Config\":\"cd.json\"}]",
        "[]",
        "{}",
        "no JSON",
      })
  void oneWithNamesOrOthersBesideItIsNotLoaded(String manifest) {
    FakeHost lying = holds(new FakeHost(), "manifest.json\n", manifest);
    assertThatThrownBy(() -> pinned.load(lying)).isInstanceOf(Failure.class);
    assertThat(lying.ran()).doesNotContain(ImageCommands.load(file));
    assertThat(lying.files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "repositories",
        "./repositories",
        "index.json",
        "./manifest.json",
        "x/../manifest.json",
        "manifest.json",
        "a -> .",
      })
  void oneThatNamesImagesElsewhereIsNotLoaded(String where) {
    FakeHost lying = holds(new FakeHost(), "manifest.json\n" + where + "\n", NAMELESS);
    lying
        .on("tar", "--extract", "--to-stdout", "--file", file.toString(), "index.json")
        .prints(
            "{\"manifests\":[{\"annotations\":{\"io.containerd.image.name\":\"postgres:15\"}}]}");
    assertThatThrownBy(() -> pinned.load(lying))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("came from another node");
    assertThat(lying.ran()).doesNotContain(ImageCommands.load(file));
  }

  @Test
  void anotherOneThanThatWhichRunsIsRefused() {
    FakeHost lying = holds(new FakeHost(), "manifest.json\n", NAMELESS);
    lying.on(ImageCommands.load(file)).prints("Loaded image ID: sha256:" + "cd".repeat(32) + "\n");
    assertThatThrownBy(() -> pinned.load(lying))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is not what another node sent");
    assertThat(lying.files()).isEmpty();
  }

  @Test
  void isSavedByItsIdSoThatNoNameGoesAlong() {
    host.on(ImageCommands.imageId(ID)).prints(ID + "\n");
    assertThat(pinned.save(host)).contains(List.of("docker", "save", ID));
    host.on(ImageCommands.imageId("web:1")).ends(1, "\n", "Error: No such image: web:1");
    assertThat(new Handed("web:1", "").save(host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--all", "web:1@x", "", "web:1@sha256:12", "a b", "@"})
  void whatIsNoImageIsNoneHere(String text) {
    assertThatThrownBy(() -> Handed.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.flocker.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.schema.Schema;
import dev.flocker.api.schema.Sources;
import dev.flocker.api.value.LocalFolder;
import dev.flocker.api.value.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image is built from, and the tag that says so. */
class RecipesTest {

  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\nCOPY app /app\n");
    Files.writeString(folder.resolve("app"), "one");
    Files.writeString(folder.resolve("notes.md"), "one");
  }

  private Container container(Map<String, Object> keys) {
    Map<String, Object> all = new HashMap<>(Map.of("name", "web_1"));
    all.putAll(keys);
    return Schema.of(Container.class)
        .decode(Tree.of(all), "container", Set.of(), Sources.NONE, p -> assertThat(p).isNull());
  }

  private Map<String, Object> build(Map<String, Object> more) {
    Map<String, Object> build = new HashMap<>(more);
    LocalFolder context = LocalFolder.of(folder);
    build.put("context", Schema.of(LocalFolder.class).encode(context));
    return Map.of("build", build);
  }

  private String image(Map<String, Object> keys) {
    return new Recipes(new Digests()).image(container(keys), "My Shop").text();
  }

  private String mark(Map<String, Object> build) {
    return image(build(build)).replaceFirst(".*:", "");
  }

  @Test
  void theTagSaysWhatItIsBuiltFrom() throws IOException {
    String before = mark(Map.of());
    assertThat(before).matches("[0-9a-f]{12}").isEqualTo(mark(Map.of()));
    assertThat(mark(Map.of("args", Map.of("A", "1")))).isNotEqualTo(before);
    assertThat(mark(Map.of("target", "web"))).isNotEqualTo(before);
    assertThat(mark(Map.of("dockerfile_inline", "FROM scratch\n"))).isNotEqualTo(before);
    Files.writeString(folder.resolve("app"), "two");
    assertThat(mark(Map.of())).isNotEqualTo(before);
  }

  @Test
  void whatIsLeftOutChangesNothing() throws IOException {
    Files.writeString(folder.resolve(".dockerignore"), "# none\n\n*.md\n");
    String before = mark(Map.of());
    Files.writeString(folder.resolve("notes.md"), "two");
    assertThat(mark(Map.of())).isEqualTo(before);

    Files.writeString(folder.resolve("Dockerfile.dockerignore"), "app\n");
    String special = mark(Map.of());
    assertThat(special).isNotEqualTo(before);
    Files.writeString(folder.resolve("app"), "two");
    Files.writeString(folder.resolve(".dockerignore"), "nothing\n");
    assertThat(mark(Map.of())).as("the list beside the Dockerfile counts").isEqualTo(special);
  }

  @Test
  void theNameIsTheProjectsOrTheOneThatIsGiven() {
    assertThat(image(build(Map.of()))).startsWith("my-shop-web-1:");
    Map<String, Object> named = new HashMap<>(build(Map.of()));
    named.put("image", "registry.example:5000/shop/web");
    assertThat(image(named)).matches("registry\\.example:5000/shop/web:[0-9a-f]{12}");
    named.put("image", "web:2.1");
    assertThat(image(named)).matches("web:2\\.1-[0-9a-f]{12}");
    assertThat(image(Map.of("image", "web:2.1"))).isEqualTo("web:2.1");
  }

  @Test
  void aDockerfileMayLieElsewhere() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("web"));
    Files.writeString(inner.resolve("index.html"), "hello");
    Map<String, Object> build = new HashMap<>(Map.of("dockerfile", "../Dockerfile"));
    build.put("context", Schema.of(LocalFolder.class).encode(LocalFolder.of(inner)));
    Container spec = container(Map.of("build", build));
    Recipe recipe = new Recipes(new Digests()).read(spec.build().orElseThrow());
    assertThat(recipe.dockerfile()).startsWith("FROM scratch");
  }

  @Test
  void oneThatIsNotThereIsTold() {
    assertThatThrownBy(() -> mark(Map.of("dockerfile", "Dockerfile.prod")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            folder.resolve("Dockerfile.prod")
                + " does not exist; say which file it is in \"dockerfile\"");
  }
}
